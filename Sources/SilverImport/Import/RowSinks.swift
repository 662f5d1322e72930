import Accidents
import ORC
import Silver

/// Where the values of a row go: the buffers of a batch's vectors, as pointers for the time of a chunk, and what is noted besides.
///
/// - Invariant: every vector has room for the rows of the chunk, and is not touched otherwise until ``finish()``.
final class RowSinks {
    /// The IDs: what is begun is kept when the row is accepted.
    struct IDSink {
        var sink: TextSink
        private var pending = 0

        init(_ vector: StringVector) { sink = TextSink(-1, vector) }

        @inline(__always)
        mutating func begin(_ id: UnsafeBufferPointer<UInt8>, prefix: [UInt8], row: Int) {
            var end = sink.used
            for byte in prefix {
                sink.bytes[end] = byte
                end += 1
            }
            if let base = id.baseAddress { (sink.bytes + end).update(from: base, count: id.count) }
            pending = end + id.count
            sink.offsets[row + 1] = Int64(pending)
        }

        @inline(__always)
        mutating func commit() { sink.used = pending }
    }

    struct TimeSink {
        var seconds: UnsafeMutablePointer<Int64>
        var nanoseconds: UnsafeMutablePointer<Int32>
        var present: UnsafeMutablePointer<UInt8>
        var nulls = 0

        init(_ vector: TimestampVector) {
            seconds = vector.seconds.pointer
            nanoseconds = vector.nanoseconds.pointer
            present = vector.present.pointer
        }

        @inline(__always)
        mutating func set(_ time: WallClock?, row: Int) {
            seconds[row] = time?.seconds ?? 0
            nanoseconds[row] = time?.nanoseconds ?? 0
            present[row] = time == nil ? 0 : 1
            nulls += time == nil ? 1 : 0
        }
    }

    let partitions: UnsafeMutablePointer<Int32>
    let severity: UnsafeMutablePointer<Int64>
    let startSeconds: UnsafeMutablePointer<Int64>
    let startNanoseconds: UnsafeMutablePointer<Int32>
    let latitude: UnsafeMutablePointer<Double>
    let longitude: UnsafeMutablePointer<Double>
    let state: UnsafeMutablePointer<Int32>
    let region: UnsafeMutablePointer<Int32>
    let hour: UnsafeMutablePointer<Int64>
    let weekday: UnsafeMutablePointer<Int64>
    let season: UnsafeMutablePointer<Int32>
    let isWeekend: UnsafeMutablePointer<UInt8>
    let isRushHour: UnsafeMutablePointer<UInt8>
    let weatherCategory: UnsafeMutablePointer<Int32>
    let weatherScore: UnsafeMutablePointer<Int64>

    let id: UnsafeMutablePointer<IDSink>
    let end: UnsafeMutablePointer<TimeSink>
    let temperature: UnsafeMutablePointer<CodeSink>
    let visibility: UnsafeMutablePointer<CodeSink>
    let control: UnsafeMutablePointer<CodeSink>
    let infrastructureCount: UnsafeMutablePointer<IntegerSink>
    let safetyScore: UnsafeMutablePointer<IntegerSink>
    let texts: UnsafeMutableBufferPointer<TextSink>
    let numbers: UnsafeMutableBufferPointer<DoubleSink>
    let flags: UnsafeMutableBufferPointer<FlagSink>
    let labels: UnsafeMutableBufferPointer<CodeSink>

    let textColumns = ChunkParser.textColumns
    let labelColumns = ChunkParser.labelColumns
    let regions = USState.abbreviations.indices.map { USState(code: $0)?.region.rawValue ?? 0 }
    let weatherScores = WeatherCategory.allCases.map(\.severityScore)
    let safetyMask = InfrastructureFlag.safetyMask
    let controlMask = InfrastructureFlag.trafficSignal.bit | InfrastructureFlag.stop.bit
    /// Takes what is noted of rows besides their values. It is here and not in the parser, whose fields do not change within a row.
    var batch: ImportBatch
    private let temperatureIndex: Int
    private let visibilityIndex: Int

    static let numberColumns: [AccidentColumn] = [.endLatitude, .endLongitude] + AccidentLimits.ranges.map(\.column)

    init(_ target: ImportBatch, _ field: (AccidentColumn) -> Int) {
        let batch = target.silver
        self.batch = target
        partitions = batch.partitions.pointer
        severity = batch.integers(.severity).values.pointer
        startSeconds = batch.timestamps(.startTime).seconds.pointer
        startNanoseconds = batch.timestamps(.startTime).nanoseconds.pointer
        latitude = batch.doubles(.startLatitude).values.pointer
        longitude = batch.doubles(.startLongitude).values.pointer
        state = batch.strings(.state).codes.pointer
        region = batch.strings(.stateRegion).codes.pointer
        hour = batch.integers(.hour).values.pointer
        weekday = batch.integers(.dayOfWeek).values.pointer
        season = batch.strings(.season).codes.pointer
        isWeekend = batch.booleans(.isWeekend).values.pointer
        isRushHour = batch.booleans(.isRushHour).values.pointer
        weatherCategory = batch.strings(.weatherCategory).codes.pointer
        weatherScore = batch.integers(.weatherSeverityScore).values.pointer
        id = Self.allocate(IDSink(batch.strings(.id)))
        end = Self.allocate(TimeSink(batch.timestamps(.endTime)))
        temperature = Self.allocate(CodeSink(batch.strings(.temperatureCategory)))
        visibility = Self.allocate(CodeSink(batch.strings(.visibilityCategory)))
        control = Self.allocate(CodeSink(batch.strings(.trafficControlType)))
        infrastructureCount = Self.allocate(IntegerSink(batch.integers(.infrastructureCount)))
        safetyScore = Self.allocate(IntegerSink(batch.integers(.safetyEquipmentScore)))
        texts = Self.allocate(ChunkParser.textColumns.map { TextSink(field($0), batch.strings($0)) })
        numbers = Self.allocate(Self.numberColumns.map { DoubleSink(field($0), $0, batch.doubles($0)) })
        flags = Self.allocate(InfrastructureFlag.allCases.map { FlagSink(field($0.column), $0, batch.booleans($0.column)) })
        labels = Self.allocate(ChunkParser.labelColumns.map { CodeSink(batch.strings($0)) })
        temperatureIndex = Self.numberColumns.firstIndex(of: .temperature) ?? 0
        visibilityIndex = Self.numberColumns.firstIndex(of: .visibility) ?? 0
    }

    deinit {
        id.deallocate()
        end.deallocate()
        temperature.deallocate()
        visibility.deallocate()
        control.deallocate()
        infrastructureCount.deallocate()
        safetyScore.deallocate()
        texts.deallocate()
        numbers.deallocate()
        flags.deallocate()
        labels.deallocate()
    }

    private static func allocate<Sink: BitwiseCopyable>(_ sink: Sink) -> UnsafeMutablePointer<Sink> {
        let pointer = UnsafeMutablePointer<Sink>.allocate(capacity: 1)
        pointer.initialize(to: sink)
        return pointer
    }

    private static func allocate<Sink: BitwiseCopyable>(_ sinks: [Sink]) -> UnsafeMutableBufferPointer<Sink> {
        let buffer = UnsafeMutableBufferPointer<Sink>.allocate(capacity: sinks.count)
        _ = buffer.initialize(from: sinks)
        return buffer
    }

    /// The value of temperature or visibility in a row whose numbers are set; nil where it is null.
    @inline(__always)
    func value(_ column: AccidentColumn, _ row: Int) -> Double? {
        let sink = numbers[column == .temperature ? temperatureIndex : visibilityIndex]
        return sink.present[row] == 0 ? nil : sink.values[row]
    }

    /// Tells the vectors whether they hold nulls.
    func finish() {
        let batch = batch.silver
        for column in AccidentColumn.required + [.hour, .dayOfWeek, .season, .isWeekend, .isRushHour, .weatherCategory, .weatherSeverityScore] {
            batch.columns.children[column.index].hasNulls = false
        }
        batch.strings(.stateRegion).hasNulls = false
        batch.timestamps(.endTime).hasNulls = end.pointee.nulls > 0
        batch.strings(.temperatureCategory).hasNulls = temperature.pointee.nulls > 0
        batch.strings(.visibilityCategory).hasNulls = visibility.pointee.nulls > 0
        batch.strings(.trafficControlType).hasNulls = control.pointee.nulls > 0
        batch.integers(.infrastructureCount).hasNulls = infrastructureCount.pointee.nulls > 0
        batch.integers(.safetyEquipmentScore).hasNulls = safetyScore.pointee.nulls > 0
        for (column, sink) in zip(ChunkParser.textColumns, texts) { batch.strings(column).hasNulls = sink.nulls > 0 }
        for (column, sink) in zip(Self.numberColumns, numbers) { batch.doubles(column).hasNulls = sink.nulls > 0 }
        for (flag, sink) in zip(InfrastructureFlag.allCases, flags) { batch.booleans(flag.column).hasNulls = sink.nulls > 0 }
        for (column, sink) in zip(labelColumns, labels) { batch.strings(column).hasNulls = sink.nulls > 0 }
    }
}
