/// Reads the rows of a file, a batch at a time, into one set of vectors.
///
/// Rows come in file order. Not thread-safe: each thread uses its own reader, for example over its own stripes.
public final class ORCReader {
    /// A struct of the columns delivered, with the ids that they have in the file.
    public let schema: ORCType

    private let file: ORCFile
    private let projection: Projection
    private let batchSize: Int
    private let vectors: StructVector
    private let workspace: Workspace
    /// Rows of the stripes passed so far that were left out, because the predicate cannot be true for them.
    public private(set) var rowsSkipped = 0

    private let predicate: BoundPredicate?
    private let stripeStatistics: [StripeStatistics]
    /// The stripes still to be read.
    private var stripes: Range<Int>
    private var stripe = 0
    private var plan = StripePlan(all: 0)
    private var root: ColumnDecoder?

    init(
        _ file: ORCFile, _ projection: Projection, predicate: BoundPredicate?, batchSize: Int, stripes: Range<Int>, vectors: StructVector?
    ) throws(ORCError) {
        self.file = file
        self.projection = projection
        self.batchSize = batchSize
        self.stripes = stripes
        self.predicate = predicate
        stripeStatistics = predicate == nil ? [] : try file.stripeStatistics()
        schema = projection.schema
        self.vectors = vectors.flatMap { $0.fits(projection.schema) ? $0 : nil } ?? StructVector(schema.children.map(ColumnVector.make))
        workspace = self.vectors.workspace ?? Workspace(limit: file.options.memoryLimit)
        self.vectors.workspace = workspace
        workspace.projection = projection
        try reserve()
    }

    /// The next batch: the same vectors at each call, refilled; nil after the last row.
    ///
    /// - Throws: ``ORCError`` when the file is damaged. The reader is then at its end.
    public func next() throws(ORCError) -> StructVector? {
        do {
            while plan.ranges.isEmpty {
                guard !stripes.isEmpty else { return nil }
                try openStripe()
            }
            let range = plan.ranges[0]
            let rows = min(range.count, batchSize)
            try root?.decode(rows, into: vectors, mask: nil)
            if rows < range.count {
                plan.ranges[0] = range.dropFirst(rows)
            } else {
                plan.ranges.removeFirst()
                try seek()
            }
            return vectors
        } catch {
            stripes = 0..<0
            plan = StripePlan(all: 0)
            throw file.located(error, stripe: stripe)
        }
    }

    private func openStripe() throws(ORCError) {
        stripe = stripes.lowerBound
        stripes = stripe + 1..<stripes.upperBound
        let rows = file.stripes[stripe].rowCount
        plan = StripePlan(all: rows)
        guard rows > 0 else { return }
        guard mayHold(stripe) else {
            plan.ranges = []
            rowsSkipped += rows
            return
        }
        let footer = try StripeStreams.footer(file, stripe: stripe, workspace)
        if let predicate { try choose(predicate, footer) }
        guard !plan.ranges.isEmpty else { return }
        let streams = try StripeStreams(file, stripe: stripe, footer: footer, isIncluded: projection.isIncluded, workspace: workspace) { !$0.isIndex }
        root = try projection.decoder(streams)
        if plan.ranges[0].lowerBound > 0 { try seek() }
    }

    /// Whether the stripe's statistics leave a possibility for the predicate.
    private func mayHold(_ stripe: Int) -> Bool {
        guard let predicate, stripe < stripeStatistics.count else { return true }
        let columns = stripeStatistics[stripe].columns
        let knowledge = GroupKnowledge(
            statistics: { [file] in columns.indices.contains($0) ? file.trusted(columns[$0]) : nil }, bloomFilter: { _ in nil })
        return predicate.evaluate(knowledge).isTrue
    }

    /// Narrows the plan to the row groups that the predicate leaves.
    private func choose(_ predicate: BoundPredicate, _ footer: StripeFooter) throws(ORCError) {
        var isIncluded = projection.isIncluded
        for column in predicate.columns { isIncluded[column] = true }
        plan = try StripePlan(predicate, file, stripe: stripe, footer: footer, isIncluded: isIncluded, workspace)
        rowsSkipped += file.stripes[stripe].rowCount - plan.ranges.reduce(0) { $0 + $1.count }
    }

    /// Moves every column to the start of the next range.
    private func seek() throws(ORCError) {
        guard let next = plan.ranges.first else { return }
        try root?.seek(RowGroupPositions(plan.indexes, group: next.lowerBound / plan.stride))
    }

    /// Makes room in the vectors for the largest batch that the stripes can fill.
    private func reserve() throws(ORCError) {
        let rows = min(batchSize, file.stripes[stripes].map(\.rowCount).max() ?? 0)
        let held = vectors.present.capacity
        if rows > held { try workspace.budget.charge(rows - held, of: schema.bytesPerRow) }
        vectors.reserve(rows)
    }
}

@available(*, unavailable, message: "a reader belongs to one thread; make one for each")
extension ORCReader: Sendable {}

extension ORCFile {
    /// A reader over the rows of the file.
    ///
    /// - Parameters:
    ///   - columns: the columns wanted, in the order wanted; nil for all in the file's order. Names are matched exactly, then
    ///     ignoring case. Only what is asked for is read and decoded. A root that is not a struct is the only column, "value".
    ///   - predicate: a condition that lets whole stripes and row groups be left out; see ``ORCPredicate``.
    ///   - interning: columns among those wanted whose strings come as codes and a dictionary even where the file has none. The
    ///     dictionary then grows from batch to batch of a stripe. Pays where few strings repeat often.
    ///   - batchSize: the most rows of a batch.
    ///   - stripes: the stripes to read; nil for all.
    ///   - vectors: a batch of an earlier reader, of this or another file, whose memory is used again if its columns fit. The
    ///     earlier reader must not be used any more.
    /// - Throws: ``ORCError/Code/schema`` for an unknown column or a value of another type, ``ORCError/Code/encrypted`` for an encrypted one,
    ///   ``ORCError/Code/usage`` for a batch size below 1 or stripes that the file does not have, ``ORCError/Code/limit``.
    public func reader(
        columns: [String]? = nil, where predicate: ORCPredicate? = nil, interning: Set<String> = [], batchSize: Int = 4096,
        stripes: Range<Int>? = nil, reusing vectors: StructVector? = nil
    ) throws(ORCError) -> ORCReader {
        let all = 0..<self.stripes.count
        guard batchSize > 0, batchSize <= Int(Int32.max) else {
            throw ORCError(.usage, "expected a batch size of 1 … 2,147,483,647, found \(batchSize)", at: .init(file: name))
        }
        guard stripes.map({ $0.lowerBound >= 0 && $0.upperBound <= all.upperBound }) ?? true else {
            throw ORCError(.usage, "expected stripes within \(all), found \(stripes ?? all)", at: .init(file: name))
        }
        let bound = try predicate.map { predicate throws(ORCError) in try BoundPredicate(predicate, in: self) }
        let projection = try projection(columns, interning, vectors?.workspace)
        return try ORCReader(self, projection, predicate: bound, batchSize: batchSize, stripes: stripes ?? all, vectors: vectors)
    }
}

extension ORCFile {
    /// The projection kept in `workspace` when it serves, else a new one.
    private func projection(_ columns: [String]?, _ interning: Set<String>, _ workspace: Workspace?) throws(ORCError) -> Projection {
        if let kept = workspace?.projection, kept.serves(self, columns: columns, interning: interning) { return kept }
        return try Projection(self, columns: columns, interning: interning)
    }
}

extension ORCType {
    /// The names from the root to a column, joined by points; nil for the root and for what has no name.
    func path(to column: Int) -> String? {
        guard let index = children.lastIndex(where: { $0.id <= column }) else { return nil }
        let name = fieldNames.indices.contains(index) ? fieldNames[index] : nil
        let below = children[index].path(to: column)
        return [name, below].compactMap(\.self).joined(separator: ".")
    }
}
