import Accidents

extension SecurityKPI {
    /// The share of all accidents that are in cities with a population, in [0, 1]. Nil without rows.
    public static func populationCoverage(_ rows: [SecurityKPI]) -> Double? {
        guard let country = rows.first(where: { $0.state == Country.code }), country.accidentCount > 0 else { return nil }
        let covered = rows.reduce(0) { $0 + ($1.city != nil && $1.population != nil ? $1.accidentCount : 0) }
        return Double(covered) / Double(country.accidentCount)
    }
}
