/// A growing run of plain values that keeps its memory when it is emptied.
///
/// An `Array` would check for uniqueness and sole access at each write; this is written to once
/// for every value of an export.
@safe struct RawBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    var count = 0

    init(capacity: Int) {
        unsafe base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Makes room for so many more values.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity - count < more {
            grow(more)
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        reserve(1)
        unsafe (base + count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    mutating func append(_ elements: UnsafePointer<Element>, count more: Int) {
        reserve(more)
        unsafe (base + count).initialize(from: elements, count: more)
        count += more
    }

    mutating func append(repeating element: Element, count more: Int) {
        reserve(more)
        unsafe (base + count).initialize(repeating: element, count: more)
        count += more
    }

    /// Appends what the buffer already holds from `start` to `end`.
    mutating func appendOwn(from start: Int, to end: Int) {
        reserve(end - start)
        unsafe (base + count).initialize(from: base + start, count: end - start)
        count += end - start
    }

    var values: UnsafeBufferPointer<Element> {
        unsafe UnsafeBufferPointer(start: base, count: count)
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
        unsafe moved.initialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = larger
    }
}
