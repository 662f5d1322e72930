import Accidents
import Foundation
import Statistics

extension InfrastructureKPI {
    /// The recommendation, chosen by the first rule that holds:
    ///
    /// 1. too few accidents with the equipment, or nothing to compare: says so;
    /// 2. `heterogeneityP` < 0.001 and strata with ratios on both sides of 1: the feeds and years disagree;
    /// 3. `qValue` ≥ 0.05: no association;
    /// 4. a ratio below 1: associated with fewer severe accidents, and where to begin;
    /// 5. a ratio above 1, or infinite: associated with more.
    func sentence(about comparison: EquipmentComparison) -> String {
        let place = state == Country.code ? "the country" : state
        let subject = comparison.type.phrase
        guard comparison.isJudged else {
            return "Too few accidents to judge by: \(accidentsWith) at places with \(subject) in \(place)."
        }
        guard let qValue else {
            return "In \(place) no feed and year holds severe and other accidents both with and without \(subject), so nothing can be compared."
        }
        let figures = figures(qValue)
        if let heterogeneityP, heterogeneityP < 0.001, comparison.strata.strataOppose {
            return "In \(place) feeds and years disagree about places with \(subject): some show more severe accidents there, others fewer "
                + "(\(figures)); look at each before acting."
        }
        if qValue >= 0.05 {
            return
                "In \(place) \(subject) is not associated with more or fewer severe accidents (\(figures)); no change is recommended on this ground."
        }
        if let oddsRatio, oddsRatio < 1 {
            return "In \(place) \(subject) is associated with fewer severe accidents (\(figures)); consider it first where most of the "
                + "\(severeWithout) severe accidents without it happened."
        }
        return "In \(place) \(subject) is associated with more severe accidents (\(figures)); review the \(accidentsWith) accidents at such places."
    }

    private func figures(_ qValue: Double) -> String {
        let q = qValue < 0.001 ? "q < 0.001" : "q = \(Self.decimals(qValue, 3))"
        guard let oddsRatio else { return "infinite odds ratio, \(q)" }
        guard let orCILow, let orCIHigh else { return "odds ratio \(Self.decimals(oddsRatio, 2)), \(q)" }
        return "odds ratio \(Self.decimals(oddsRatio, 2)), 95 % interval \(Self.decimals(orCILow, 2)) to \(Self.decimals(orCIHigh, 2)), \(q)"
    }

    private static func decimals(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }
}
