/// Where the bins of a quantity begin, the same for all data, so that histograms of any two months can be compared.
///
/// Bin 0 is below the first edge; bin `i` holds the values from edge `i − 1` on that are below edge `i`; the last bin has no end.
public enum BinEdges {
    /// The edges of `quantity`, ascending.
    public static func edges(of quantity: Quantity) -> [Double] {
        switch quantity {
        case .temperature: [0, 10, 20, 32, 40, 50, 60, 70, 80, 90, 100]
        case .humidity: [20, 30, 40, 50, 60, 70, 80, 90, 95, 100]
        case .pressure: [24, 26, 28, 28.5, 29, 29.25, 29.5, 29.75, 30, 30.25, 30.5]
        case .visibility: [0.25, 0.5, 1, 2, 3, 5, 7, 10, 10.5]
        case .windSpeed: [0.1, 3, 5, 7, 9, 11, 13, 16, 20, 25, 35]
        case .precipitation: [0.001, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1]
        case .distance: [0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 5, 10]
        case .latitude: [25, 30, 35, 40, 45]
        case .longitude: [-120, -110, -100, -90, -80]
        case .infrastructureCount, .safetyScore, .date: []
        }
    }
}
