import Accidents
import Cubes
import ORC
import Silver

/// The keys of a dimension for the rows of a batch.
///
/// Keys here are those of ``Cube``, save that flag sets are numbered in the order of first sight (``FlagSets``), which keeps them small.
final class DimensionColumn {
    let dimension: Dimension
    /// One key per row; not filled when ``domain`` is a single value. Valid until the next batch.
    private(set) var keys: UnsafePointer<Int32>
    /// Holds every key of the batch.
    private(set) var domain: ClosedRange<Int32> = 0...0
    private var buffer = Buffer<Int32>(capacity: 16_384)
    private let bins: QuantityColumn?
    /// The edges of a binned dimension in the quantity's units, and 16 with those that no value reaches.
    private let edges: [Int64]
    private let paddedEdges: [Int64]
    private var flagSets = FlagSets()

    /// - Parameter bins: the quantity of a binned dimension.
    init(_ dimension: Dimension, bins: QuantityColumn?) {
        self.dimension = dimension
        self.bins = bins
        edges = bins.map { bins in BinEdges.edges(of: bins.quantity).map { Int64(($0 / bins.unit).rounded()) } } ?? []
        precondition(edges.count < 16, "the bins are looked up among 15 edges at most")
        paddedEdges = edges + [Int64](repeating: .max, count: 16 - edges.count)
        keys = UnsafePointer(buffer.pointer)
    }

    func fill(_ batch: AccidentBatch, _ span: MonthSpan) {
        buffer.reserve(batch.count)
        keys = UnsafePointer(buffer.pointer)
        switch dimension {
        case .state: widen(batch.state.pointer, batch.count, 0...Int32(USState.abbreviations.count - 1))
        case .severity: widen(batch.severity.pointer, batch.count, 1...4)
        case .hour: widen(batch.hour.pointer, batch.count, 0...23)
        case .city: use(batch.city)
        case .source: use(batch.source)
        case .weather: use(batch.weatherCategory)
        case .temperatureCategory: use(batch.temperatureCategory)
        case .visibilityCategory: use(batch.visibilityCategory)
        case .daylight: use(batch.daylight)
        case .date: use(UnsafePointer(batch.day.pointer), span.days)
        case .month: use(UnsafePointer(batch.month.pointer), span.months)
        case .year: map(batch.month.pointer, batch.count, span.months.lowerBound / 12...span.months.upperBound / 12) { $0 / 12 }
        case .season: fillSeasons(batch, span)
        case .weekday: map(batch.day.pointer, batch.count, 1...7) { ($0 &+ 3) % 7 &+ 1 }
        case .latitudeCell(let perDegree): fillCells(batch.latitude.pointer, perDegree, AccidentLimits.latitude, batch.count)
        case .longitudeCell(let perDegree): fillCells(batch.longitude.pointer, perDegree, AccidentLimits.longitude, batch.count)
        case .infrastructureCount: use(UnsafePointer(batch.infrastructureCount.pointer), -1...Int32(InfrastructureFlag.allCases.count))
        case .safetyScore: use(UnsafePointer(batch.safetyEquipmentScore.pointer), -1...Int32(InfrastructureFlag.maximumSafetyScore))
        case .bin: fillBins(batch.count)
        case .flags: domain = flagSets.number(batch.flags.pointer, batch.count, into: buffer.pointer)
        }
    }

    /// The key of ``Cube`` that a key of this column stands for.
    func cubeKey(_ key: Int32) -> Int32 { dimension == .flags ? flagSets.sets[Int(key)] : key }

    /// The texts that keys point into; empty for a dimension of numbers.
    func texts(_ batch: AccidentBatch) -> [String] {
        switch dimension {
        case .state: USState.abbreviations
        case .season: Season.labels
        case .city: batch.city.texts
        case .source: batch.source.texts
        case .weather: batch.weatherCategory.texts
        case .temperatureCategory: batch.temperatureCategory.texts
        case .visibilityCategory: batch.visibilityCategory.texts
        case .daylight: batch.daylight.texts
        default: []
        }
    }

    // MARK: Keys

    private func use(_ source: UnsafePointer<Int32>, _ domain: ClosedRange<Int32>) {
        keys = source
        self.domain = domain
    }

    private func use(_ column: DictionaryColumn) {
        use(UnsafePointer(column.codes.pointer), Cube.nullKey...max(Cube.nullKey, Int32(column.texts.count) - 1))
    }

    private func widen(_ source: UnsafePointer<UInt8>, _ count: Int, _ domain: ClosedRange<Int32>) {
        self.domain = domain
        let out = buffer.pointer
        for row in 0..<count { out[row] = Int32(source[row]) }
    }

    @inline(__always)
    private func map(_ source: UnsafePointer<Int32>, _ count: Int, _ domain: ClosedRange<Int32>, _ key: (Int32) -> Int32) {
        self.domain = domain
        guard domain.count > 1 else { return }
        let out = buffer.pointer
        for row in 0..<count { out[row] = key(source[row]) }
    }

    private func fillSeasons(_ batch: AccidentBatch, _ span: MonthSpan) {
        let ofMonth = Season.ofMonth.map { Int32($0.rawValue) }
        let first = ofMonth[Int(span.months.lowerBound) % 12]
        let isOne = span.months.count == 1
        map(batch.month.pointer, batch.count, isOne ? first...first : 0...3) { ofMonth[Int($0 % 12)] }
    }

    /// ⌊degrees × cells per degree⌋. The conversion cuts towards zero, so what it raised is lowered again.
    private func fillCells(_ source: UnsafePointer<Double>, _ perDegree: Int, _ limits: ClosedRange<Double>, _ count: Int) {
        let scale = Double(perDegree)
        domain = Int32((limits.lowerBound * scale).rounded(.down))...Int32((limits.upperBound * scale).rounded(.down))
        let out = buffer.pointer
        for row in 0..<count {
            let position = source[row] * scale
            let cut = Int32(position)
            out[row] = cut &- (Double(cut) > position ? 1 : 0)
        }
    }

    /// The number of edges at or below each value; null where there is none.
    private func fillBins(_ count: Int) {
        guard let bins else { return }
        domain = Cube.nullKey...Int32(edges.count)
        let (out, value) = (buffer.pointer, bins.values.pointer)
        paddedEdges.withUnsafeBufferPointer { edge in
            for row in 0..<count {
                // Four halvings of the 16 padded edges, without a branch to mispredict.
                var below = edge[7] <= value[row] ? 8 : 0
                below &+= edge[below &+ 3] <= value[row] ? 4 : 0
                below &+= edge[below &+ 1] <= value[row] ? 2 : 0
                below &+= edge[below] <= value[row] ? 1 : 0
                out[row] = Int32(truncatingIfNeeded: below)
            }
        }
        guard let present = bins.present else { return }
        for row in 0..<count where present[row] == 0 { out[row] = Cube.nullKey }
    }
}
