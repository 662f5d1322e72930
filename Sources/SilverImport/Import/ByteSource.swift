import CZlib
import ORC
import Silver

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of an input, decompressed where they are compressed.
final class ByteSource {
    let input: CSVInput
    /// Bytes taken from the file so far, as stored.
    private(set) var bytesRead = 0
    private let descriptor: Int32
    private var inflater: GzipInflater?
    private var stored = Buffer<UInt8>(capacity: 1 << 18)
    private var storedRange = 0..<0

    init(_ input: CSVInput) throws {
        self.input = input
        descriptor = try Self.open(input)
        storedRange = 0..<(try fill(stored.pointer, stored.capacity))
        if storedRange.count >= 2, stored[0] == 0x1F, stored[1] == 0x8B { inflater = try GzipInflater(input) }
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    private static func open(_ input: CSVInput) throws -> Int32 {
        guard case .file(let path) = input else { return STDIN_FILENO }
        guard !Files.isDirectory(path) else {
            throw SilverError(.input, "this is a folder; name the CSV files in it, such as \(path)/*.csv", at: .init(file: path))
        }
        let descriptor = systemOpen(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw SilverError(.input, "cannot open this file: \(reason); check its name and that you may read it", at: .init(file: path))
        }
        return descriptor
    }

    /// Fills `target` with the next bytes, and returns how many: fewer than there is room for only at the end.
    func read(into target: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
        guard let start = target.baseAddress else { return 0 }
        return try read(into: start, count: target.count)
    }

    private func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws -> Int {
        var filled = 0
        while filled < count {
            if storedRange.isEmpty, inflater == nil {
                // Nothing is held back, so the rest goes where it is wanted.
                return filled + (try fill(target + filled, count - filled))
            }
            if storedRange.isEmpty { storedRange = 0..<(try fill(stored.pointer, stored.capacity)) }
            let got = try take(target + filled, count - filled)
            if got == 0, storedRange.isEmpty { break }
            filled += got
        }
        return filled
    }

    /// Moves bytes that were read before to `target`, through the inflater where there is one.
    private func take(_ target: UnsafeMutablePointer<UInt8>, _ count: Int) throws -> Int {
        let source = UnsafeBufferPointer(start: stored.pointer + storedRange.lowerBound, count: storedRange.count)
        guard let inflater else {
            let taken = min(count, source.count)
            if let base = source.baseAddress { target.update(from: base, count: taken) }
            storedRange = (storedRange.lowerBound + taken)..<storedRange.upperBound
            return taken
        }
        let (used, made) = try inflater.inflate(source, into: target, count)
        storedRange = (storedRange.lowerBound + used)..<storedRange.upperBound
        return made
    }

    private func fill(_ target: UnsafeMutablePointer<UInt8>, _ count: Int) throws -> Int {
        var filled = 0
        while filled < count {
            let got = systemRead(descriptor, target + filled, count - filled)
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                throw SilverError(.input, "cannot read this file: \(String(cString: strerror(errno)))", at: .init(file: input.description))
            }
            filled += got
            bytesRead += got
        }
        return filled
    }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
private func systemRead(_ descriptor: Int32, _ target: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int { read(descriptor, target, count) }

/// Decompresses gzip, of one or several members.
private final class GzipInflater {
    // In memory of its own, because zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: CSVInput
    private var isBetweenMembers = false

    init(_ input: CSVInput) throws {
        self.input = input
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 for a gzip header.
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw SilverError(.io, "not enough memory to decompress", at: .init(file: input.description))
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Returns bytes used of `source`, and bytes made. An empty source means that the file has ended.
    func inflate(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutablePointer<UInt8>, _ count: Int) throws -> (Int, Int) {
        if source.isEmpty, isBetweenMembers { return (0, 0) }
        if isBetweenMembers {
            // Padding with zeros after the last member is common and means nothing.
            if source[0] == 0 { return (source.count, 0) }
            inflateReset(stream)
            isBetweenMembers = false
        }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.pointee.avail_in = UInt32(source.count)
        stream.pointee.next_out = target
        stream.pointee.avail_out = UInt32(clamping: count)
        let room = Int(stream.pointee.avail_out)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        let used = source.count - Int(stream.pointee.avail_in), made = room - Int(stream.pointee.avail_out)
        if status == Z_STREAM_END { isBetweenMembers = true }
        if source.isEmpty, made == 0 {
            throw SilverError(
                .input, "the compressed file ends early; download or copy it again", at: .init(file: input.description))
        }
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
            throw SilverError(
                .input, "the compressed data is damaged (zlib says \(status)); check it with gzip -t", at: .init(file: input.description))
        }
        return (used, made)
    }
}
