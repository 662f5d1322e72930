import Foundation
import Silver

/// Whether it is day or night, and which twilight, at a wall-clock time and place.
///
/// The half length of a day follows from cos H = (cos z − sin φ sin δ) / (cos φ cos δ) for the sun's zenith distance z at its
/// rising and setting and at the end of each twilight (90.833°, 96°, 102°, 108°), the declination δ and the equation of time
/// from NOAA's short series ("General Solar Position Calculations"). Good to a few minutes.
struct Daylight: Sendable {
    private static let zeniths = [90.833, 96, 102, 108]
    private static let latitudes = 24...49

    /// Half the length in minutes, at (day of the year, degree of latitude, zenith).
    private let halfLengths: [Int16]
    /// Minutes to add to mean solar time, a day of the year.
    private let equationOfTime: [Double]

    init() {
        var halfLengths: [Int16] = []
        var equationOfTime: [Double] = []
        for day in 0..<366 {
            let year = 2 * Double.pi * Double(day) / 365
            equationOfTime.append(Self.equationOfTime(year))
            let declination = Self.declination(year)
            for latitude in Self.latitudes {
                for zenith in Self.zeniths {
                    halfLengths.append(Self.halfLength(Double(latitude) * .pi / 180, declination, zenith * .pi / 180))
                }
            }
        }
        self.halfLengths = halfLengths
        self.equationOfTime = equationOfTime
    }

    /// One bit each for sunrise/sunset, civil, nautical and astronomical twilight; 1 means day.
    ///
    /// - Parameters:
    ///   - dayOfYear: 0 is 1 January.
    ///   - minute: standard (not daylight saving) time of the zone, in minutes since midnight.
    ///   - meridian: longitude of the zone's mean time, in degrees.
    @inline(__always)
    func bits(dayOfYear: Int, minute: Int, latitude: Double, longitude: Double, meridian: Double) -> UInt8 {
        let solar = Double(minute) + 4 * (longitude - meridian) + equationOfTime[dayOfYear]
        let fromNoon = Int16(abs(solar - 720))
        let row = min(max(Int(latitude.rounded()), Self.latitudes.lowerBound), Self.latitudes.upperBound) - Self.latitudes.lowerBound
        let first = (dayOfYear * Self.latitudes.count + row) * 4
        var bits: UInt8 = 0
        for twilight in 0..<4 where fromNoon < halfLengths[first + twilight] { bits |= 1 << twilight }
        return bits
    }

    private static func equationOfTime(_ year: Double) -> Double {
        229.18 * (0.000075 + 0.001868 * cos(year) - 0.032077 * sin(year) - 0.014615 * cos(2 * year) - 0.040849 * sin(2 * year))
    }

    private static func declination(_ year: Double) -> Double {
        0.006918 - 0.399912 * cos(year) + 0.070257 * sin(year) - 0.006758 * cos(2 * year) + 0.000907 * sin(2 * year)
            - 0.002697 * cos(3 * year) + 0.00148 * sin(3 * year)
    }

    private static func halfLength(_ latitude: Double, _ declination: Double, _ zenith: Double) -> Int16 {
        let cosine = (cos(zenith) - sin(latitude) * sin(declination)) / (cos(latitude) * cos(declination))
        return Int16(acos(min(max(cosine, -1), 1)) * 720 / .pi)
    }
}
