import Foundation

/// Distances on the globe.
public enum Haversine {
    /// The Earth's mean radius.
    public static let earthRadiusMiles = 3_958.8

    /// The great-circle distance in miles between two places in degrees.
    ///
    ///     2R · asin √(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2))
    public static func miles(latitude: Double, longitude: Double, toLatitude: Double, toLongitude: Double) -> Double {
        let radian = Double.pi / 180
        let sinLatitude = sin((toLatitude - latitude) * radian / 2)
        let sinLongitude = sin((toLongitude - longitude) * radian / 2)
        let chord = sinLatitude * sinLatitude + cos(latitude * radian) * cos(toLatitude * radian) * sinLongitude * sinLongitude
        return 2 * earthRadiusMiles * asin(min(1, chord.squareRoot()))
    }
}
