/// Rates of many areas drawn towards their common rate, the more the fewer people stand behind them.
///
/// Marshall's global empirical Bayes estimator. For areas i with events y and exposure P (person-years):
///
///     r = y/P    m = Σy/ΣP    A = max(0, ΣP(r − m)²/ΣP − m/P̄)    w = A/(A + m/P)    θ = w·r + (1 − w)·m
///
/// Source: R. J. Marshall, *Mapping disease and mortality rates using empirical Bayes estimators*, Applied Statistics 40 (1991).
public enum EmpiricalBayes {
    /// θ for each area, per unit of exposure, in the order given. Nil when there is no area or no event at all (m = 0).
    ///
    /// - Precondition: as many `events` as `exposures`, every exposure > 0.
    public static func global(events: [Double], exposures: [Double]) -> [Double]? {
        precondition(events.count == exposures.count && exposures.allSatisfy { $0 > 0 })
        let totalExposure = exposures.reduce(0, +)
        let totalEvents = events.reduce(0, +)
        guard totalEvents > 0 else { return nil }
        let mean = totalEvents / totalExposure
        let spread = zip(events, exposures).reduce(0) { sum, area in
            let difference = area.0 / area.1 - mean
            return sum + area.1 * difference * difference
        }
        let meanExposure = totalExposure / Double(exposures.count)
        let between = max(0, spread / totalExposure - mean / meanExposure)
        return zip(events, exposures).map { event, exposure in
            let weight = between / (between + mean / exposure)
            return weight * (event / exposure) + (1 - weight) * mean
        }
    }
}
