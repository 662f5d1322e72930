/// The accepted identifiers of one partition or of many, each once.
public struct PartitionIdentifiers: Sendable, Equatable {
    /// The numbers of those of the form `A-<number>` that are not in ``words``, ascending.
    public var numbers: [UInt64]
    /// Numbers as bits: `A-n` is there when bit `n % 64` of word `n / 64` is set. Takes the place of ``numbers`` where most of a range is there.
    public var words: [UInt64]
    /// The others as UTF-8, in byte order.
    public var texts: [[UInt8]]

    /// Identifiers in the order described.
    public init(numbers: [UInt64], words: [UInt64] = [], texts: [[UInt8]]) {
        self.numbers = numbers
        self.words = words
        self.texts = texts
    }

    /// How many there are.
    public var count: Int { numbers.count + texts.count + words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The first `limit` of them, as Silver has them; for identifiers without ``words``.
    package func first(_ limit: Int) -> [String] {
        (numbers.prefix(limit).map { "A-\($0)" } + texts.prefix(limit).map { String(decoding: $0, as: UTF8.self) }).prefix(limit).map(\.self)
    }
}
