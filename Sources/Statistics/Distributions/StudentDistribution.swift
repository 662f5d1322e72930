/// Student's t distribution.
public enum StudentDistribution {
    /// P(|T| ≥ |t|) with `degrees` > 0 degrees of freedom: I_x(ν/2, ½) at x = ν/(ν + t²).
    public static func twoSided(_ t: Double, degrees: Double) -> Double {
        guard t.isFinite else { return t.isNaN ? .nan : 0 }
        let square = t * t
        return IncompleteBeta.regularized(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square)).lower
    }
}
