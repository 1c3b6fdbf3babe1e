import CPlatform
import Glibc

/// The name by which `ps` and `pgrep` know this process.
package enum ProgramName {
    /// A run of the service is begun as `/proc/self/exe`, and would be called `exe`.
    package static func tellSystem() {
        _ = pthread_setname_np(pthread_self(), "doisoat")
    }
}
