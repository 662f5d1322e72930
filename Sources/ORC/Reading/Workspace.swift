/// The working memory of a reader: windows, scratch and codec contexts, kept from stripe to stripe and from file to file.
final class Workspace {
    let budget: MemoryBudget
    /// The raw bytes of the streams of one stripe.
    var raw = Buffer<UInt8>()
    /// Integers on their way to a vector: codes, lengths, nanoseconds.
    var scratch = Buffer<Int64>()
    /// The projection of the last reader; the next one often has the same.
    var projection: Projection?
    private let decompressor = BlockDecompressor()
    private var streams: [ByteStream] = []
    private var streamsInUse = 0

    init(limit: Int) { budget = MemoryBudget(limit: limit) }

    /// Takes back every stream.
    func releaseStreams() { streamsInUse = 0 }

    /// A stream that nobody uses.
    func stream() -> ByteStream {
        if streamsInUse == streams.count { streams.append(ByteStream(decompressor, budget: budget)) }
        streamsInUse += 1
        return streams[streamsInUse - 1]
    }
}
