import Cubes
import Statistics

/// A place in degrees.
struct Position {
    var latitude: Double
    var longitude: Double

    /// The mean of accidents, from the sums of their degrees in the cubes' units.
    init(latitudes: Double, longitudes: Double, accidents: Int64) {
        latitude = latitudes / Double(accidents) * Quantity.latitude.unit
        longitude = longitudes / Double(accidents) * Quantity.longitude.unit
    }

    func miles(to other: Position) -> Double {
        Haversine.miles(latitude: latitude, longitude: longitude, toLatitude: other.latitude, toLongitude: other.longitude)
    }
}
