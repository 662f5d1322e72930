import Accidents
import ORC

/// Turns the columns of a file into those of an ``AccidentBatch``: narrows types, nulls what is beyond the limits and derives what is missing.
struct AccidentDerivation {
    /// Stands in `day` where there is no readable Start_Time.
    static let noDay = Int32.min
    /// Stands in `state` where State is not one of the 50 or DC.
    static let noState = UInt8.max

    /// The columns that the scan was asked for.
    let columns: Set<AccidentColumn>
    private let months: MonthTable
    private let stateText = DictionaryColumn()
    private let condition = DictionaryColumn()
    private var corrections = StoredTimes()
    /// ``USState`` index by code of `stateText`.
    private var stateOfCode: [UInt8] = []

    init(columns: Set<AccidentColumn>, latestDay: Int32) {
        self.columns = columns
        months = MonthTable(lastDay: latestDay)
    }

    /// Fills every column of `batch`, one entry per row of `rows`.
    mutating func fill(_ batch: AccidentBatch, from source: FileRows, _ partition: HivePartition, counts: inout ScanCounts) {
        fillTime(batch, source)
        fillState(batch, source)
        fillSeverity(batch, source)
        fillCoordinate(&batch.latitude, .startLatitude, source)
        fillCoordinate(&batch.longitude, .startLongitude, source)
        for (column, name) in [(batch.city, AccidentColumn.city), (batch.source, .source), (batch.daylight, .sunriseSunset)]
        where columns.contains(name) {
            fillText(column, name, source, &counts)
        }
        for column in batch.numbers where source.projection.wanted.contains(column.column) { fillNumber(column, source, &counts) }
        if columns.contains(.weatherCategory) { fillWeather(batch, source, &counts) }
        if columns.contains(.temperatureCategory) {
            fillCategory(
                batch.temperatureCategory, .temperatureCategory, TemperatureCategory.labels, TemperatureCategory.thresholds, batch.temperature,
                source, &counts)
        }
        if columns.contains(.visibilityCategory) {
            fillCategory(
                batch.visibilityCategory, .visibilityCategory, VisibilityCategory.labels, VisibilityCategory.thresholds, batch.visibility,
                source, &counts)
        }
        if source.projection.wantsFlags { fillFlags(batch, source, &counts) }
        let allFlags = InfrastructureFlag.allCases
        fillCount(
            &batch.infrastructureCount, .infrastructureCount, limits: AccidentLimits.infrastructureCount, batch, source, &counts,
            InfrastructureFlag.counts, of: allFlags)
        fillCount(
            &batch.safetyEquipmentScore, .safetyEquipmentScore, limits: AccidentLimits.safetyEquipmentScore, batch, source, &counts,
            InfrastructureFlag.safetyScores, of: allFlags.filter { $0.safetyWeight > 0 })
        corrections.count(batch, source, partition, &counts)
    }

    // MARK: Required columns

    private func fillTime(_ batch: AccidentBatch, _ source: FileRows) {
        if source.projection.startTimeIsMicroseconds, let vector: IntegerVector = source.vector(.startTime) {
            let (second, micros) = (batch.second.pointer, vector.values.pointer)
            for row in 0..<vector.count { second[row] = floorDivide(micros[row], 1_000_000) }
            splitTime(batch, vector)
        } else if let vector: TimestampVector = source.vector(.startTime) {
            // The file's batch is filled anew before it is read again: its memory is taken instead of copied.
            swap(&batch.second, &vector.seconds)
            splitTime(batch, vector)
        }
    }

    private func splitTime(_ batch: AccidentBatch, _ vector: ColumnVector) {
        let (second, day, hour) = (batch.second.pointer, batch.day.pointer, batch.hour.pointer)
        for row in 0..<vector.count {
            let date = floorDivide(second[row], 86_400)
            day[row] = Int32(exactly: date) ?? Self.noDay
            hour[row] = UInt8(truncatingIfNeeded: (second[row] &- date &* 86_400) / 3600)
        }
        if vector.hasNulls {
            let present = vector.present.pointer
            for row in 0..<vector.count where present[row] == 0 { day[row] = Self.noDay }
        }
        months.lookUp(day, count: vector.count, into: batch.month.pointer)
    }

    private mutating func fillState(_ batch: AccidentBatch, _ source: FileRows) {
        guard let vector: StringVector = source.vector(.state) else { return }
        stateText.fill(from: vector)
        for text in stateText.texts[stateOfCode.count...] { stateOfCode.append(USState(abbreviation: text)?.code ?? Self.noState) }
        let (state, code) = (batch.state.pointer, stateText.codes.pointer)
        stateOfCode.withUnsafeBufferPointer { ofCode in
            for row in 0..<vector.count { state[row] = code[row] < 0 ? Self.noState : ofCode[Int(code[row])] }
        }
    }

    private func fillSeverity(_ batch: AccidentBatch, _ source: FileRows) {
        guard let vector: IntegerVector = source.vector(.severity) else { return }
        let (severity, value) = (batch.severity.pointer, vector.values.pointer)
        let (lowest, span) = (Int64(AccidentLimits.severity.lowerBound), UInt64(AccidentLimits.severity.count))
        for row in 0..<vector.count {
            severity[row] = UInt64(bitPattern: value[row] &- lowest) < span ? UInt8(truncatingIfNeeded: value[row]) : 0
        }
        guard vector.hasNulls else { return }
        let present = vector.present.pointer
        for row in 0..<vector.count { severity[row] &*= present[row] }
    }

    /// Takes the values' memory, see above. A null becomes NaN, which no range holds.
    private func fillCoordinate(_ target: inout Buffer<Double>, _ column: AccidentColumn, _ source: FileRows) {
        guard let vector: DoubleVector = source.vector(column) else { return }
        swap(&target, &vector.values)
        guard vector.hasNulls else { return }
        let (out, present) = (target.pointer, vector.present.pointer)
        for row in 0..<vector.count where present[row] == 0 { out[row] = .nan }
    }

    // MARK: Optional columns

    private func fillText(_ column: DictionaryColumn, _ name: AccidentColumn, _ source: FileRows, _ counts: inout ScanCounts) {
        if let vector: StringVector = source.vector(name) {
            counts.addNulled(column.fill(from: vector), name)
        } else {
            column.fillNull(source.count)
            counts.addMissing(source.count, name)
        }
    }

    private func fillNumber(_ column: NumberColumn, _ source: FileRows, _ counts: inout ScanCounts) {
        if let vector: DoubleVector = source.vector(column.column) {
            counts.addNulled(column.fill(from: vector), column.column)
        } else {
            column.fillNull(source.count)
            counts.addMissing(source.count, column.column)
        }
    }

    /// The stored category, else the one derived from Weather_Condition.
    private func fillWeather(_ batch: AccidentBatch, _ source: FileRows, _ counts: inout ScanCounts) {
        let category = batch.weatherCategory
        guard !source.has(.weatherCategory), let labels: StringVector = source.vector(.weatherCondition) else {
            return fillText(category, .weatherCategory, source, &counts)
        }
        condition.fill(from: labels)
        let ofLabel = condition.texts.map { category.code(label: WeatherCategory(condition: $0).label) }
        let ofNull = category.code(label: WeatherCategory(condition: nil).label)
        let (out, code) = (category.codes.pointer, condition.codes.pointer)
        for row in 0..<labels.count { out[row] = code[row] < 0 ? ofNull : ofLabel[Int(code[row])] }
    }

    /// The stored category, null where the number was nulled; else the category that follows from the number.
    private func fillCategory(
        _ category: DictionaryColumn, _ name: AccidentColumn, _ labels: [String], _ thresholds: Thresholds, _ number: NumberColumn,
        _ source: FileRows, _ counts: inout ScanCounts
    ) {
        let (value, present) = (number.values.pointer, number.present.pointer)
        guard source.has(name) else {
            let ofCategory = labels.map { category.code(label: $0) }
            let out = category.codes.pointer
            for row in 0..<source.count { out[row] = present[row] == 0 ? DictionaryColumn.null : ofCategory[Int(thresholds.code(value[row]))] }
            return
        }
        fillText(category, name, source, &counts)
        guard let stored: DoubleVector = source.vector(number.column) else { return }
        let out = category.codes.pointer
        if stored.hasNulls {
            let existed = stored.present.pointer
            for row in 0..<stored.count where existed[row] != present[row] { out[row] = DictionaryColumn.null }
        } else {
            for row in 0..<stored.count where present[row] == 0 { out[row] = DictionaryColumn.null }
        }
    }

    // MARK: Flags

    private func fillFlags(_ batch: AccidentBatch, _ source: FileRows, _ counts: inout ScanCounts) {
        let flags = batch.flags.pointer
        flags.update(repeating: 0, count: source.count)
        for flag in InfrastructureFlag.allCases {
            let bit = Int32(flag.bit), unknown = bit << InfrastructureFlag.unknownShift
            guard let vector: BooleanVector = source.vector(flag.column) else {
                for row in 0..<source.count { flags[row] |= unknown }
                counts.addMissing(source.count, flag.column)
                continue
            }
            let value = vector.values.pointer
            if vector.hasNulls {
                let present = vector.present.pointer
                for row in 0..<source.count { flags[row] |= present[row] == 0 ? unknown : value[row] == 0 ? 0 : bit }
            } else {
                for row in 0..<source.count { flags[row] |= value[row] == 0 ? 0 : bit }
            }
        }
    }

    /// The stored count, else what the flags give; null where one of the flags that count is unknown.
    private func fillCount(
        _ target: inout Buffer<Int32>, _ column: AccidentColumn, limits: ClosedRange<Int>, _ batch: AccidentBatch, _ source: FileRows,
        _ counts: inout ScanCounts, _ ofFlags: [Int8], of counting: [InfrastructureFlag]
    ) {
        guard columns.contains(column) else { return }
        let out = target.pointer
        if let stored: IntegerVector = source.vector(column) {
            counts.addNulled(Self.copy(stored, to: out, limits: limits), column)
            return
        }
        let flags = batch.flags.pointer
        let known = Int32(ofFlags.count - 1)
        let unknown = counting.reduce(0) { $0 | Int32($1.bit) << InfrastructureFlag.unknownShift }
        for row in 0..<source.count { out[row] = flags[row] & unknown == 0 ? Int32(ofFlags[Int(flags[row] & known)]) : DictionaryColumn.null }
        if !counting.allSatisfy({ source.has($0.column) }) { counts.addMissing(source.count, column) }
    }

    /// Copies what lies within `limits`, nulls the rest, and returns how many it nulled.
    private static func copy(_ stored: IntegerVector, to target: UnsafeMutablePointer<Int32>, limits: ClosedRange<Int>) -> Int {
        let value = stored.values.pointer
        let (low, high) = (Int64(limits.lowerBound), Int64(limits.upperBound))
        var kept = 0
        for row in 0..<stored.count {
            let isInside = value[row] >= low && value[row] <= high
            target[row] = isInside ? Int32(truncatingIfNeeded: value[row]) : DictionaryColumn.null
            kept += isInside ? 1 : 0
        }
        guard stored.hasNulls else { return stored.count - kept }
        let present = stored.present.pointer
        var nulled = 0
        for row in 0..<stored.count {
            nulled += present[row] != 0 && target[row] == DictionaryColumn.null ? 1 : 0
            if present[row] == 0 { target[row] = DictionaryColumn.null }
        }
        return nulled
    }
}

/// The largest integer at or below `dividend` / `divisor`, for a positive divisor.
@inline(__always)
private func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return quotient &- (dividend &- quotient &* divisor < 0 ? 1 : 0)
}
