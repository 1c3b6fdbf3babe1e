import CPlatform

/// How the process asks the system for memory.
enum Memory {
    /// Lets large arrays have pages of their own, which go back to the system when they are freed.
    ///
    /// By itself glibc keeps blocks of up to 32 MB for later once one was freed. Measured with a
    /// million dossiers, documents and paper entries: 368 MB at most instead of 491 MB.
    static func giveBackWhatIsFreed() {
        mallopt(M_MMAP_THRESHOLD, 1 << 20)
    }
}
