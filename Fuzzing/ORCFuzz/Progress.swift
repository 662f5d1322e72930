#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Numbers that a worker process shares with the process that watches it, in a mapped file: they survive a crash.
struct Progress {
    private let words: UnsafeMutablePointer<Int>

    /// Maps `path`, which is made if it does not exist.
    init?(path: String) {
        let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        guard descriptor >= 0, ftruncate(descriptor, 4096) == 0 else { return nil }
        defer { close(descriptor) }
        guard let memory = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else { return nil }
        words = memory.bindMemory(to: Int.self, capacity: 512)
    }

    /// The variant being tried.
    var index: Int {
        get { words[0] }
        nonmutating set { words[0] = newValue }
    }
    /// Variants that could be read whole.
    var readable: Int {
        get { words[1] }
        nonmutating set { words[1] = newValue }
    }
    /// The longest time that a variant took, in microseconds, and its number.
    var slowest: Int {
        get { words[2] }
        nonmutating set { words[2] = newValue }
    }
    var slowestIndex: Int {
        get { words[3] }
        nonmutating set { words[3] = newValue }
    }
    /// The largest resident size of the process in kilobytes.
    var peakKilobytes: Int {
        get { words[4] }
        nonmutating set { words[4] = newValue }
    }
}
