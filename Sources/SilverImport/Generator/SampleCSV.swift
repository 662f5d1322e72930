import Accidents
import Foundation
import ORC
import Silver

/// Writes batches as rows of the published CSV: its 46 columns (edition of March 2023), `\n` at the end of every row.
struct SampleCSV {
    static let header =
        "ID,Source,Severity,Start_Time,End_Time,Start_Lat,Start_Lng,End_Lat,End_Lng,Distance(mi),Description,Street,City,County,State,"
        + "Zipcode,Country,Timezone,Airport_Code,Weather_Timestamp,Temperature(F),Wind_Chill(F),Humidity(%),Pressure(in),"
        + "Visibility(mi),Wind_Direction,Wind_Speed(mph),Precipitation(in),Weather_Condition,"
        + InfrastructureFlag.allCases.map(\.name).joined(separator: ",")
        + ",Sunrise_Sunset,Civil_Twilight,Nautical_Twilight,Astronomical_Twilight\n"

    /// The text so far.
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(SampleBatch.capacity * 448) }

    mutating func append(_ batch: SampleBatch) {
        for row in 0..<batch.count { append(batch, row) }
    }

    private mutating func append(_ batch: SampleBatch, _ row: Int) {
        text(batch.id, row)
        text(batch.source, row)
        integer(Int(batch.severity.values[row]))
        comma()
        times(batch, row)
        for coordinate in [batch.startLatitude, batch.startLongitude, batch.endLatitude, batch.endLongitude] { number(coordinate, row, 6) }
        number(batch.distance, row, 3)
        text(batch.description, row)
        if batch.hasStreetSpace[row] == 1 { bytes.append(UInt8(ascii: " ")) }
        for column in [
            batch.street, batch.city, batch.county, batch.state, batch.zipcode, batch.country, batch.timezone, batch.airportCode,
        ] {
            text(column, row)
        }
        weather(batch, row)
        for flag in batch.flags { bytes.append(contentsOf: flag.values[row] == 0 ? "False,".utf8 : "True,".utf8) }
        for twilight in batch.daylight { text(twilight, row) }
        bytes[bytes.count - 1] = UInt8(ascii: "\n")
    }

    private mutating func times(_ batch: SampleBatch, _ row: Int) {
        let isFractional = batch.isFractional[row] == 1
        for column in [batch.startTime, batch.endTime] {
            time(column.seconds[row], fraction: isFractional ? Int(column.nanoseconds[row]) : nil)
        }
    }

    private mutating func weather(_ batch: SampleBatch, _ row: Int) {
        // Stations report at seven minutes to the hour.
        if batch.lacksWeather[row] == 1 { comma() } else { time(batch.startTime.seconds[row] / 3_600 * 3_600 + 3_180, fraction: nil) }
        for (column, decimals) in [
            (batch.temperature, 1), (batch.windChill, 1), (batch.humidity, 1), (batch.pressure, 2), (batch.visibility, 2),
        ] {
            number(column, row, decimals)
        }
        text(batch.windDirection, row)
        number(batch.windSpeed, row, 1)
        number(batch.precipitation, row, 2)
        text(batch.weatherCondition, row)
    }

    private mutating func comma() { bytes.append(UInt8(ascii: ",")) }

    /// A field of text, quoted when it holds a comma or a quote; nothing for null.
    private mutating func text(_ column: StringVector, _ row: Int) {
        let value = column.value(row)
        if value.contains(UInt8(ascii: ",")) || value.contains(UInt8(ascii: "\"")) {
            bytes.append(UInt8(ascii: "\""))
            for byte in value {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        } else {
            bytes.append(contentsOf: value)
        }
        comma()
    }

    /// A double that is a decimal of at most `decimals` digits behind the point; at least one digit stands there.
    private mutating func number(_ column: DoubleVector, _ row: Int, _ decimals: Int) {
        defer { comma() }
        guard column.isPresent(row) else { return }
        let value = column.values[row]
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        var units = Int((abs(value) * Double(scale)).rounded())
        var digits = decimals
        while digits > 1, units % 10 == 0 {
            units /= 10
            scale /= 10
            digits -= 1
        }
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        integer(units / scale)
        bytes.append(UInt8(ascii: "."))
        integer(units % scale, width: digits)
    }

    /// `2022-12-03 23:37:14`, and `.000000000` behind it when `fraction` is given in nanoseconds.
    private mutating func time(_ seconds: Int64, fraction: Int?) {
        let days = Int(seconds) / 86_400, rest = Int(seconds) % 86_400
        let date = CivilDate(days: days)
        integer(date.year, width: 4)
        for (separator, part) in [("-", date.month), ("-", date.day), (" ", rest / 3_600), (":", rest / 60 % 60), (":", rest % 60)] {
            bytes.append(contentsOf: separator.utf8)
            integer(part, width: 2)
        }
        if let fraction {
            bytes.append(UInt8(ascii: "."))
            integer(fraction, width: 9)
        }
        comma()
    }

    /// A number, not negative, in at least `width` digits.
    private mutating func integer(_ value: Int, width: Int = 1) {
        var limit = 10
        var digits = 1
        while digits < width || limit <= value {
            digits += 1
            limit *= 10
        }
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(48, count: digits))
        var rest = value
        for position in stride(from: start + digits - 1, through: start, by: -1) {
            bytes[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
    }
}
