import ORC

/// Turns the columns of a file into those of an ``AccidentBatch``: narrows types, nulls what is beyond the limits, derives what is
/// missing, and lets Start_Time win over stored values that disagree with it.
struct AccidentDerivation {
    /// Stands in `day` where there is no readable Start_Time.
    static let noDay = Int32.min
    /// Stands in `state` where State is not one of the 50 or DC.
    static let noState = UInt8.max

    private let stateText = DictionaryColumn()
    private let season = DictionaryColumn()
    private let temperature = NumberColumn()
    private let condition = DictionaryColumn()
    /// ``USState`` index by code of `stateText`.
    private var stateOfCode: [UInt8] = []

    /// Fills every column of `batch`, an entry a row of `rows`.
    mutating func fill(
        _ batch: AccidentBatch, from rows: StructVector, _ projection: FileProjection, _ partition: HivePartition, counts: inout ScanCounts
    ) {
        let source = Source(rows: rows, projection: projection)
        fillTime(batch, source)
        fillState(batch, source)
        fillSeverity(batch, source)
        fillText(batch.city, .city, source, &counts)
        fillText(batch.source, .source, source, &counts)
        fillNumber(batch.distanceMiles, .distance, source, &counts)
        fillWeather(batch, source, &counts)
        fillTemperature(batch, source, &counts)
        fillFlags(batch, source, &counts)
        countCorrections(batch, source, partition, &counts)
    }

    /// The rows of a file's batch and where to find columns in it.
    private struct Source {
        var rows: StructVector
        var projection: FileProjection
        func vector<Vector: ColumnVector>(_ column: AccidentColumn) -> Vector? { projection.vector(column, in: rows) }
    }

    // MARK: Time

    private func fillTime(_ batch: AccidentBatch, _ source: Source) {
        let (day, hour, year) = (batch.day.pointer, batch.hour.pointer, batch.year.pointer)
        func store(_ row: Int, _ seconds: Int64?) {
            guard let seconds, let date = Int32(exactly: floorDivide(seconds, 86_400)) else {
                (day[row], hour[row], year[row]) = (Self.noDay, 0, 0)
                return
            }
            day[row] = date
            hour[row] = UInt8(truncatingIfNeeded: (seconds - Int64(date) * 86_400) / 3600)
            year[row] = Int32(CivilDate(days: Int(date)).year)
        }
        if source.projection.startTimeIsMicroseconds, let vector: IntegerVector = source.vector(.startTime) {
            for row in 0..<vector.count { store(row, vector.isPresent(row) ? floorDivide(vector.values[row], 1_000_000) : nil) }
        } else if let vector: TimestampVector = source.vector(.startTime) {
            for row in 0..<vector.count { store(row, vector.isPresent(row) ? vector.seconds[row] : nil) }
        }
    }

    // MARK: Required columns

    private mutating func fillState(_ batch: AccidentBatch, _ source: Source) {
        guard let vector: StringVector = source.vector(.state) else { return }
        stateText.fill(from: vector)
        for text in stateText.texts[stateOfCode.count...] { stateOfCode.append(USState(abbreviation: text)?.code ?? Self.noState) }
        let (state, code) = (batch.state.pointer, stateText.codes.pointer)
        for row in 0..<vector.count { state[row] = code[row] < 0 ? Self.noState : stateOfCode[Int(code[row])] }
    }

    private func fillSeverity(_ batch: AccidentBatch, _ source: Source) {
        guard let vector: IntegerVector = source.vector(.severity) else { return }
        let (severity, value) = (batch.severity.pointer, vector.values.pointer)
        for row in 0..<vector.count {
            severity[row] = vector.isPresent(row) && value[row] >= 1 && value[row] <= 4 ? UInt8(truncatingIfNeeded: value[row]) : 0
        }
    }

    // MARK: Optional columns

    private func fillText(_ column: DictionaryColumn, _ name: AccidentColumn, _ source: Source, _ counts: inout ScanCounts) {
        if let vector: StringVector = source.vector(name) {
            let overlong = column.fill(from: vector)
            if overlong > 0 { counts.nulled[name.rawValue, default: 0] += overlong }
            return
        }
        column.fillNull(source.rows.count)
        counts.missing[name.rawValue, default: 0] += source.rows.count
    }

    private func fillNumber(_ column: NumberColumn, _ name: AccidentColumn, _ source: Source, _ counts: inout ScanCounts) {
        guard let vector: DoubleVector = source.vector(name), let limits = AccidentLimits.range(of: name) else {
            column.fillNull(source.rows.count)
            counts.missing[name.rawValue, default: 0] += source.rows.count
            return
        }
        let nulled = column.fill(from: vector, limits: limits)
        if nulled > 0 { counts.nulled[name.rawValue, default: 0] += nulled }
    }

    /// The stored category, else the one derived from Weather_Condition.
    private func fillWeather(_ batch: AccidentBatch, _ source: Source, _ counts: inout ScanCounts) {
        let category = batch.weatherCategory
        guard source.vector(.weatherCategory) as StringVector? == nil, let labels: StringVector = source.vector(.weatherCondition) else {
            return fillText(category, .weatherCategory, source, &counts)
        }
        condition.fill(from: labels)
        let ofLabel = condition.texts.map { category.code(label: WeatherCategory(condition: $0).label) }
        let ofNull = category.code(label: WeatherCategory(condition: nil).label)
        category.codes.reserve(labels.count)
        for row in 0..<labels.count {
            let code = condition.codes[row]
            category.codes[row] = code < 0 ? ofNull : ofLabel[Int(code)]
        }
    }

    /// The stored category, else the one derived from the temperature; null where the temperature was nulled.
    private func fillTemperature(_ batch: AccidentBatch, _ source: Source, _ counts: inout ScanCounts) {
        let category = batch.temperatureCategory
        let numbers: DoubleVector? = source.vector(.temperature)
        fillNumber(temperature, .temperature, source, &counts)
        if source.vector(.temperatureCategory) as StringVector? != nil {
            fillText(category, .temperatureCategory, source, &counts)
            guard let numbers else { return }
            for row in 0..<numbers.count where numbers.isPresent(row) && temperature.present[row] == 0 { category.codes[row] = DictionaryColumn.null }
        } else {
            let codes = TemperatureCategory.labels.map { category.code(label: $0) }
            category.codes.reserve(source.rows.count)
            for row in 0..<source.rows.count {
                let derived = codes[Int(TemperatureCategory(fahrenheit: temperature.values[row]).rawValue)]
                category.codes[row] = temperature.present[row] == 0 ? DictionaryColumn.null : derived
            }
        }
    }

    /// The stored counts, else those of the 13 flags; null where a flag is.
    private func fillFlags(_ batch: AccidentBatch, _ source: Source, _ counts: inout ScanCounts) {
        let flagCount = Int64(InfrastructureFlag.allCases.count)
        fillCount(batch.infrastructureCount.pointer, .infrastructureCount, limits: 0...flagCount, source, &counts) { _ in 1 }
        let maximumScore = Int64(InfrastructureFlag.maximumSafetyScore)
        fillCount(batch.safetyEquipmentScore.pointer, .safetyEquipmentScore, limits: 0...maximumScore, source, &counts) { Int32($0.safetyWeight) }
    }

    private func fillCount(
        _ target: UnsafeMutablePointer<Int32>, _ column: AccidentColumn, limits: ClosedRange<Int64>, _ source: Source, _ counts: inout ScanCounts,
        weight: (InfrastructureFlag) -> Int32
    ) {
        let flags: [BooleanVector] = InfrastructureFlag.allCases.compactMap { source.vector($0.column) }
        if let stored: IntegerVector = source.vector(column) {
            let nulled = Self.copy(stored, to: target, limits: limits)
            if nulled > 0 { counts.nulled[column.rawValue, default: 0] += nulled }
        } else if flags.count == InfrastructureFlag.allCases.count {
            target.update(repeating: 0, count: source.rows.count)
            for (flag, vector) in zip(InfrastructureFlag.allCases, flags) { Self.add(vector, weight(flag), to: target) }
        } else {
            target.update(repeating: DictionaryColumn.null, count: source.rows.count)
            counts.missing[column.rawValue, default: 0] += source.rows.count
        }
    }

    /// Copies what lies within `limits`, nulls the rest, and returns how many it nulled.
    private static func copy(_ stored: IntegerVector, to target: UnsafeMutablePointer<Int32>, limits: ClosedRange<Int64>) -> Int {
        var nulled = 0
        let value = stored.values.pointer
        for row in 0..<stored.count {
            let isPresent = stored.isPresent(row)
            let isInside = isPresent && limits.contains(value[row])
            target[row] = isInside ? Int32(truncatingIfNeeded: value[row]) : DictionaryColumn.null
            nulled += isPresent && !isInside ? 1 : 0
        }
        return nulled
    }

    /// Adds `weight` where the flag is true. A row that is null already, or whose flag is null, is null.
    private static func add(_ flag: BooleanVector, _ weight: Int32, to target: UnsafeMutablePointer<Int32>) {
        let value = flag.values.pointer
        for row in 0..<flag.count where target[row] != DictionaryColumn.null {
            target[row] = flag.isPresent(row) ? target[row] + (value[row] != 0 ? weight : 0) : DictionaryColumn.null
        }
    }

    // MARK: Start_Time wins

    private func countCorrections(_ batch: AccidentBatch, _ source: Source, _ partition: HivePartition, _ counts: inout ScanCounts) {
        let (day, hour) = (batch.day.pointer, batch.hour.pointer)
        func count(_ column: String, _ disagrees: (Int) -> Bool) {
            var disagreements = 0
            for row in 0..<source.rows.count where day[row] != Self.noDay && disagrees(row) { disagreements += 1 }
            if disagreements > 0 { counts.corrected[column, default: 0] += disagreements }
        }
        if let stored: IntegerVector = source.vector(.hour) {
            count(AccidentColumn.hour.rawValue) { stored.isPresent($0) && stored.values[$0] != Int64(hour[$0]) }
        }
        if let stored: IntegerVector = source.vector(.dayOfWeek) {
            count(AccidentColumn.dayOfWeek.rawValue) {
                stored.isPresent($0) && stored.values[$0] != Int64(CivilDate.sparkWeekday(days: Int(day[$0])))
            }
        }
        if let stored: StringVector = source.vector(.season) {
            season.fill(from: stored)
            let texts = season.texts.map { Season(label: $0) }
            count(AccidentColumn.season.rawValue) {
                season.codes[$0] >= 0 && texts[Int(season.codes[$0])] != Season(month: CivilDate(days: Int(day[$0])).month)
            }
        }
        if let stored = partition.integer("accident_year") {
            count("accident_year") { batch.year[$0] != Int32(clamping: stored) }
        }
        if let stored = partition.integer("accident_month") {
            count("accident_month") { CivilDate(days: Int(day[$0])).month != stored }
        }
    }
}

/// The largest integer at or below `dividend` / `divisor`, for a positive divisor.
private func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
}
