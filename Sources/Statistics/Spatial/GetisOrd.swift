/// Getis and Ord's Gi*: where high or low values lie together.
///
///     z_i = (Σ_j w_ij x_j − x̄ W_i) / (S √((n W_i − W_i²)/(n − 1)))
///
/// Weights are binary and include the area itself; W_i is their sum, S the population standard deviation of all n values.
/// Source: J. K. Ord and A. Getis, *Local spatial autocorrelation statistics*, Geographical Analysis 27 (1995).
public enum GetisOrd {
    /// z of each area, in order. Nil where it cannot be computed: all values are equal, or every area is a neighbor.
    ///
    /// - Precondition: `neighbors` has as many areas as there are `values` and names each area as its own neighbor.
    public static func star(_ values: [Double], _ neighbors: Neighbors) -> [Double?] {
        precondition(values.count == neighbors.count, "\(values.count) values for \(neighbors.count) areas")
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
        return values.indices.map { area in
            let range = Int(neighbors.offsets[area])..<Int(neighbors.offsets[area + 1])
            let weight = Double(range.count)
            guard variance > 0, weight < n else { return nil }
            let sum = neighbors.indices[range].reduce(0) { $0 + values[Int($1)] }
            return (sum - mean * weight) / (variance * weight * (n - weight) / (n - 1)).squareRoot()
        }
    }
}
