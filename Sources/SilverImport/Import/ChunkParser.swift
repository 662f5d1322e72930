import Accidents
import Foundation
import ORC
import Silver

/// How the rows of one input are to be read.
struct ImportSettings: Sendable {
    var header: CSVHeader
    var input: Int
    var dateOrder: DateOrder?
    var idPrefix: [UInt8]
    var lastDay: Int
}

/// Turns chunks of CSV into batches of Silver. Reused from chunk to chunk.
///
/// Safety: one task at a time parses. That is why it may travel between tasks without a lock.
final class ChunkParser: @unchecked Sendable {
    let batch = ImportBatch()
    /// The tables of ``labelColumns``. Memory of their own, because they change with every row.
    let labels: UnsafeMutableBufferPointer<LabelTable>
    private var weatherOfLabel: [UInt8] = []
    var fieldScratch: [UInt8] = []
    var textScratch: [UInt8] = []
    private let fixedDictionaries: [(column: AccidentColumn, dictionary: StringDictionary)]

    /// Columns with so few values that they are coded while they are read.
    static let labelColumns: [AccidentColumn] = [
        .source, .timezone, .country, .windDirection, .weatherCondition, .sunriseSunset, .civilTwilight, .nauticalTwilight,
        .astronomicalTwilight,
    ]

    /// Columns that are written as they stand.
    static let textColumns: [AccidentColumn] = [.city, .county, .street, .zipcode, .airportCode, .description]

    init() {
        labels = .allocate(capacity: Self.labelColumns.count)
        _ = labels.initialize(from: Self.labelColumns.map { _ in LabelTable() })
        let fixed: [(AccidentColumn, [String])] = [
            (.state, USState.abbreviations), (.season, Season.labels), (.weatherCategory, WeatherCategory.labels),
            (.visibilityCategory, VisibilityCategory.labels), (.temperatureCategory, TemperatureCategory.labels),
            (.stateRegion, Region.labels), (.trafficControlType, TrafficControl.labels),
        ]
        fixedDictionaries = fixed.map { ($0.0, Self.dictionary(of: $0.1)) }
    }

    deinit {
        labels.deinitialize()
        labels.deallocate()
    }

    private static func dictionary(of labels: [String]) -> StringDictionary {
        let dictionary = StringDictionary()
        for label in labels { Array(label.utf8).withUnsafeBufferPointer { _ = dictionary.append($0) } }
        return dictionary
    }

    /// Parses all rows of `chunk` into ``batch``.
    func parse(_ chunk: CSVChunk, _ settings: ImportSettings) {
        batch.clear()
        batch.input = settings.input
        batch.lineCount = Self.lines(in: chunk)
        reserve(chunk, settings)
        var rows = RowParser(self, chunk, settings)
        rows.parseAll()
        finish(count: rows.accepted)
    }

    static func lines(in chunk: CSVChunk) -> Int {
        let end = chunk.bytes.pointer + chunk.count
        var position = chunk.bytes.pointer, lines = 0
        while position < end, let found = memchr(position, 10, end - position) {
            lines += 1
            position = found.assumingMemoryBound(to: UInt8.self) + 1
        }
        return lines
    }

    private func reserve(_ chunk: CSVChunk, _ settings: ImportSettings) {
        batch.reserve(batch.lineCount)
        for column in Self.textColumns { batch.silver.strings(column).bytes.reserve(chunk.count) }
        batch.silver.strings(.id).bytes.reserve(chunk.count + batch.lineCount * settings.idPrefix.count)
        for index in labels.indices { labels[index].begin() }
        if labels[Self.weatherTable].dictionary.count < weatherOfLabel.count { weatherOfLabel.removeAll() }
    }

    private func finish(count: Int) {
        for (column, dictionary) in fixedDictionaries { batch.silver.strings(column).dictionary = dictionary }
        for (index, column) in Self.labelColumns.enumerated() { labels[index].handOn(to: batch.silver.strings(column)) }
        setNull(batch.silver.doubles(.distanceToCityCenter), count)
        let urban = batch.silver.strings(.urbanRural)
        urban.offsets.pointer.update(repeating: 0, count: count + 1)
        setNull(urban, count)
        batch.silver.finish(count: count)
    }

    /// For columns that the published files give no means to derive.
    private func setNull(_ vector: ColumnVector, _ count: Int) {
        vector.hasNulls = true
        vector.present.pointer.update(repeating: 0, count: count)
    }

    /// The weather category of a code of `Weather_Condition`; categories are learnt label by label.
    @inline(__always)
    func weatherCategory(of code: Int32) -> UInt8 {
        guard code >= 0 else { return WeatherCategory.other.rawValue }
        if Int(code) >= weatherOfLabel.count { learnWeather() }
        return weatherOfLabel[Int(code)]
    }

    @inline(never)
    private func learnWeather() {
        let dictionary = labels[Self.weatherTable].dictionary
        for code in weatherOfLabel.count..<dictionary.count {
            weatherOfLabel.append(WeatherCategory(condition: String(decoding: dictionary.value(code), as: UTF8.self)).rawValue)
        }
    }

    static let weatherTable = labelColumns.firstIndex(of: .weatherCondition) ?? 0
}
