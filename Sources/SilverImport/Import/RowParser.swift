import Accidents
import Foundation
import ORC
import Silver

/// Reads the rows of one chunk into the vectors of a batch.
///
/// The loop over rows touches each field once. Everything that it needs per row lies in sinks and plain pointers, which are set up per
/// chunk; vectors have room for as many rows as the chunk has lines. A parser must not outlive the call that lends it the chunk's bytes.
struct RowParser: ~Copyable {
    private let parser: ChunkParser
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private let endsMidLine: Bool
    private let settings: ImportSettings
    private let fieldCount: Int
    private let hasAmpersands: Bool
    private let hasHighBytes: Bool
    private let hasNoBreakSpaces: Bool
    private var tokenizer = CSVTokenizer()
    private var line = 0
    /// Rows in the batch so far.
    private(set) var accepted = 0

    /// The batch with the rows so far.
    var batch: ImportBatch { sinks.batch }

    private let idField: Int, severityField: Int, startField: Int, endField: Int
    private let latitudeField: Int, longitudeField: Int, stateField: Int
    private let labelFields: [Int]
    private let sinks: RowSinks

    /// - Parameters:
    ///   - batch: takes the rows; its vectors have room for the rows of the chunk.
    ///   - rows: the chunk, with ``CSVChunk/padding`` behind it; not empty.
    init(_ parser: ChunkParser, _ batch: ImportBatch, _ rows: UnsafeBufferPointer<UInt8>, _ settings: ImportSettings, endsMidLine: Bool) {
        guard let start = rows.baseAddress else { preconditionFailure("a chunk has rows") }
        self.parser = parser
        self.settings = settings
        self.endsMidLine = endsMidLine
        bytes = start
        count = rows.count
        fieldCount = settings.header.names.count
        hasAmpersands = memchr(bytes, 38, count) != nil
        hasHighBytes = TextCleaning.hasHighByte(rows)
        hasNoBreakSpaces = hasHighBytes && TextCleaning.hasNoBreakSpace(rows)
        let fields = settings.header.fields
        func field(_ column: AccidentColumn) -> Int { fields[column] ?? -1 }
        idField = field(.id)
        severityField = field(.severity)
        startField = field(.startTime)
        endField = field(.endTime)
        latitudeField = field(.startLatitude)
        longitudeField = field(.startLongitude)
        stateField = field(.state)
        labelFields = ChunkParser.labelColumns.map(field)
        sinks = RowSinks(batch, field)
    }

    mutating func parseAll() {
        tokenizer.reset()
        while tokenizer.next(bytes, count) {
            parseRow()
            line += tokenizer.hasQuotes ? linesInRow() : 1
        }
        sinks.finish()
    }

    private func linesInRow() -> Int {
        1 + UnsafeBufferPointer(start: bytes + tokenizer.rowStart, count: tokenizer.rowEnd - tokenizer.rowStart).count { $0 == 10 }
    }

    // MARK: Fields

    private static var empty: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

    /// The text of a field without quotes and without blanks at its ends; empty for null and for a column that is not there.
    @inline(__always)
    private func field(_ index: Int) -> UnsafeBufferPointer<UInt8> { field(index, ampersands: false) }

    /// ``field(_:)`` with HTML entities decoded.
    @inline(__always)
    private func text(_ index: Int) -> UnsafeBufferPointer<UInt8> { field(index, ampersands: hasAmpersands) }

    /// ``text(_:)``; null, and counted as nulled, where it is not UTF-8.
    @inline(__always)
    private func text(_ index: Int, of column: AccidentColumn) -> UnsafeBufferPointer<UInt8> {
        let text = text(index)
        guard hasHighBytes, TextCleaning.hasHighByte(text), String(validating: text, as: UTF8.self) == nil else { return text }
        sinks.batch.nulled[column.index] += 1
        return Self.empty
    }

    @inline(__always)
    private func field(_ index: Int, ampersands: Bool) -> UnsafeBufferPointer<UInt8> {
        guard index >= 0 else { return Self.empty }
        var start = tokenizer.start(index), end = Int(tokenizer.ends[index])
        if tokenizer.hasQuotes, start < end, bytes[start] == 34 { return unquoted(start, end) }
        while start < end, TextCleaning.isBlank(bytes[start]) { start += 1 }
        while start < end, TextCleaning.isBlank(bytes[end - 1]) { end -= 1 }
        let text = UnsafeBufferPointer(start: bytes + start, count: end - start)
        if TextCleaning.isNeeded(text, ampersands: ampersands, noBreakSpaces: hasNoBreakSpaces) { return cleaned(text) }
        return Self.isNull(text) ? Self.empty : text
    }

    /// Words that programs write for a null: NA, NaN, nan, NULL, null, \N. Quoted they are text.
    @inline(__always)
    private static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count >= 2, text.count <= 4, text[0] | 0x20 == 110 || text[0] == 92 else { return false }
        return isNullWord(text)
    }

    @inline(never)
    private static func isNullWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        ["NA", "NaN", "nan", "NULL", "null", "\\N"].contains(String(decoding: text, as: UTF8.self))
    }

    /// Valid until the next field that needs it.
    @inline(never)
    private func cleaned(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        TextCleaning.clean(text, into: &parser.textScratch)
    }

    /// The text between quotes, doubled ones made single. Valid until the next quoted field.
    @inline(never)
    private func unquoted(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        parser.fieldScratch.reserve(end - start)
        let target = parser.fieldScratch.pointer
        var index = start + 1, length = 0
        while index < end {
            if bytes[index] == 34 {
                guard index + 1 < end, bytes[index + 1] == 34 else { break }
                index += 1
            }
            target[length] = bytes[index]
            length += 1
            index += 1
        }
        return TextCleaning.clean(UnsafeBufferPointer(start: target, count: length), into: &parser.textScratch)
    }

    // MARK: Rows

    private mutating func parseRow() {
        guard tokenizer.fieldCount == fieldCount, !tokenizer.isDamaged else { return rejectForFields() }
        sinks.batch.rowsRead += 1
        let id = text(idField)
        guard !id.isEmpty else { return reject(.missingID, idField) }
        guard isIdentifier(id) else { return reject(.malformedID, idField) }
        sinks.id.pointee.begin(id, prefix: settings.idPrefix, row: accepted)
        guard let severity = severity() else { return reject(.severity, severityField) }
        let startText = field(startField)
        guard let textBase = startText.baseAddress else { return reject(.startTime, startField) }
        let start: WallClock
        switch TimestampParser.parse(textBase, startText.count, order: settings.dateOrder) {
        case .time(let time): start = time
        case .ambiguous: return reject(.dateOrder, startField)
        case .unreadable: return reject(.startTime, startField)
        }
        let day = Int(start.seconds) / 86_400 - (start.seconds < 0 ? 1 : 0)
        guard day >= AccidentLimits.firstDay, day <= settings.lastDay else { return reject(.startTimeRange, startField) }
        guard let latitude = number(latitudeField), AccidentLimits.latitude.contains(latitude) else { return reject(.latitude, latitudeField) }
        guard let longitude = number(longitudeField), AccidentLimits.longitude.contains(longitude) else {
            return reject(.longitude, longitudeField)
        }
        let stateText = field(stateField)
        guard stateText.count == 2, let state = USState.code(stateText[0], stateText[1]) else { return reject(.state, stateField) }
        accept(severity, start, day, latitude, longitude, state)
    }

    /// Whether Gold can hold the ID that this one becomes, with the prefix of the import before it.
    @inline(__always)
    private func isIdentifier(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = id.count + settings.idPrefix.count, limit = AccidentLimits.identifierLength
        if bytes <= limit, id.allSatisfy({ $0 < 128 }) { return true }
        guard bytes <= 4 * limit, let text = String(validating: settings.idPrefix + Array(id), as: UTF8.self) else { return false }
        return text.unicodeScalars.count <= limit
    }

    @inline(__always)
    private func number(_ index: Int) -> Double? {
        let text = field(index)
        guard let base = text.baseAddress, !text.isEmpty else { return nil }
        return DecimalParser.parse(base, text.count)
    }

    @inline(__always)
    private func severity() -> Int? {
        let text = field(severityField)
        if text.count == 1, AccidentLimits.severity.contains(Int(text[0]) - 48) { return Int(text[0]) - 48 }
        // Programs that know no integers with nulls write 2.0.
        guard let base = text.baseAddress, let value = DecimalParser.parse(base, text.count), let whole = Int(exactly: value) else { return nil }
        return AccidentLimits.severity.contains(whole) ? whole : nil
    }

    private mutating func accept(_ severity: Int, _ start: WallClock, _ day: Int, _ latitude: Double, _ longitude: Double, _ state: UInt8) {
        let row = accepted
        sinks.id.pointee.commit()
        sinks.severity[row] = Int64(severity)
        sinks.latitude[row] = latitude
        sinks.longitude[row] = longitude
        sinks.startSeconds[row] = start.seconds
        sinks.startNanoseconds[row] = start.nanoseconds
        sinks.state[row] = Int32(state)
        sinks.region[row] = Int32(sinks.regions[Int(state)])
        setTime(row, start, day)
        setEnd(row, start)
        for index in sinks.texts.indices {
            let text = text(sinks.texts[index].field, of: sinks.textColumns[index])
            sinks.texts[index].append(text, row: row)
        }
        setNumbers(row)
        setLabels(row)
        setFlags(row)
        sinks.batch.lines.append(Int32(line))
        sinks.batch.hashes.append(rowHash())
        accepted += 1
    }

    @inline(__always)
    private func setTime(_ row: Int, _ start: WallClock, _ day: Int) {
        let date = CivilDate(days: day), hour = (Int(start.seconds) - day * 86_400) / 3_600
        let weekday = CivilDate.sparkWeekday(days: day)
        sinks.partitions[row] = Month(year: date.year, month: date.month).code
        sinks.hour[row] = Int64(hour)
        sinks.weekday[row] = Int64(weekday)
        sinks.season[row] = Int32(Season(month: date.month).rawValue)
        sinks.isWeekend[row] = CivilDate.isWeekend(sparkWeekday: weekday) ? 1 : 0
        sinks.isRushHour[row] = CivilDate.isRushHour(hour) ? 1 : 0
    }

    /// End_Time; one that cannot be read or cannot be is null and counted.
    @inline(__always)
    private func setEnd(_ row: Int, _ start: WallClock) {
        let text = field(endField)
        guard let base = text.baseAddress, !text.isEmpty else { return sinks.end.pointee.set(nil, row: row) }
        if case .time(let end) = TimestampParser.parse(base, text.count, order: settings.dateOrder),
            (end.seconds, end.nanoseconds) >= (start.seconds, start.nanoseconds),
            (end.seconds - Int64(AccidentLimits.longestDuration), end.nanoseconds) <= (start.seconds, start.nanoseconds)
        {
            return sinks.end.pointee.set(end, row: row)
        }
        sinks.batch.nulled[AccidentColumn.endTime.index] += 1
        sinks.end.pointee.set(nil, row: row)
    }

    @inline(__always)
    private func setNumbers(_ row: Int) {
        for index in sinks.numbers.indices {
            let text = field(sinks.numbers[index].field)
            var value: Double?
            if let base = text.baseAddress, !text.isEmpty {
                value = DecimalParser.parse(base, text.count)
                if value.map({ $0 < sinks.numbers[index].low || $0 > sinks.numbers[index].high }) ?? true {
                    value = nil
                    sinks.batch.nulled[sinks.numbers[index].column] += 1
                }
            }
            sinks.numbers[index].set(value, row: row)
        }
        sinks.temperature.pointee.set(sinks.value(.temperature, row).map { Int32(TemperatureCategory(fahrenheit: $0).rawValue) } ?? -1, row: row)
        sinks.visibility.pointee.set(sinks.value(.visibility, row).map { Int32(VisibilityCategory(miles: $0).rawValue) } ?? -1, row: row)
    }

    @inline(__always)
    private func setLabels(_ row: Int) {
        var weather: Int32 = -1
        for index in sinks.labels.indices {
            let column = sinks.labelColumns[index]
            var label = text(labelFields[index], of: column)
            if column == .source { label = SourceNames.current(label) }
            if column.isDaylight, !label.isEmpty, !DayNight.isValid(label) {
                sinks.batch.nulled[column.index] += 1
                label = Self.empty
            }
            let code = label.isEmpty ? -1 : parser.labels[index].code(label)
            sinks.labels[index].set(code, row: row)
            if index == ChunkParser.weatherTable { weather = code }
        }
        let category = parser.weatherCategory(of: weather)
        sinks.weatherCategory[row] = Int32(category)
        sinks.weatherScore[row] = Int64(sinks.weatherScores[Int(category)])
    }

    @inline(__always)
    private func setFlags(_ row: Int) {
        var flags: UInt16 = 0, known: UInt16 = 0
        for index in sinks.flags.indices {
            let text = field(sinks.flags[index].field)
            let value = BooleanText.parse(text)
            if value == nil, !text.isEmpty { sinks.batch.nulled[sinks.flags[index].column] += 1 }
            if value != nil { known |= sinks.flags[index].bit }
            if value == true { flags |= sinks.flags[index].bit }
            sinks.flags[index].set(value, row: row)
        }
        sinks.infrastructureCount.pointee.set(known == 0 ? nil : InfrastructureFlag.count(flags), row: row)
        sinks.safetyScore.pointee.set(known & sinks.safetyMask == 0 ? nil : InfrastructureFlag.safetyScore(flags), row: row)
        let knowsControl = known & sinks.controlMask != 0
        sinks.control.pointee.set(knowsControl ? Int32(InfrastructureFlag.trafficControl(flags).rawValue) : -1, row: row)
    }

    /// The hash of the row's text without its ID and index.
    @inline(__always)
    private func rowHash() -> UInt64 {
        var start = tokenizer.rowStart, hash: UInt64 = 0
        for field in settings.header.identityFields {
            let end = tokenizer.start(field)
            hash = ByteHash.hash(UnsafeBufferPointer(start: bytes + start, count: end - start), seed: hash)
            start = Int(tokenizer.ends[field])
        }
        let end = tokenizer.rowEnd > start && bytes[tokenizer.rowEnd - 1] == 13 ? tokenizer.rowEnd - 1 : tokenizer.rowEnd
        return ByteHash.hash(UnsafeBufferPointer(start: bytes + start, count: end - start), seed: hash)
    }

    // MARK: Rejections

    @inline(never)
    private func rejectForFields() {
        let isLast = endsMidLine && tokenizer.rowEnd == count - 1
        let row = UnsafeBufferPointer(start: bytes + tokenizer.rowStart, count: tokenizer.rowEnd - tokenizer.rowStart)
        guard !row.allSatisfy(TextCleaning.isBlank) else { return }
        sinks.batch.rowsRead += 1
        // The last line of a file is more likely cut than wrongly quoted.
        if isLast, tokenizer.isDamaged || tokenizer.fieldCount < fieldCount { return reject(.cutRow, nil) }
        reject(tokenizer.isDamaged ? .unclosedQuote : .fieldCount, nil)
    }

    @inline(never)
    private func reject(_ reason: RejectionReason, _ field: Int?) {
        let id = idField < tokenizer.fieldCount ? String(decoding: text(idField), as: UTF8.self) : ""
        let value = field.map { String(decoding: self.field($0), as: UTF8.self) } ?? ""
        sinks.batch.rejected.append(ImportRejection(input: settings.input, line: line, reason: reason, id: id, value: value))
    }
}
