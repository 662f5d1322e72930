/// The tables and views of the Gold layer.
public enum GoldCatalog {
    /// Every table published now, in the order in which a publication fills them.
    public static let tables: [GoldTable] = content + ledger

    /// The tables that a run creates and fills.
    public static let content: [GoldTable] = [.accidentsSummary, .kpisSecurity, .datamartQuality, .rejectedRows]

    /// The tables that a store creates and fills itself when a publication is committed.
    public static let ledger: [GoldTable] = [.datamartRuns, .datamartVersion]

    /// The views that a store makes over those of the tables that are published.
    public static let views: [GoldView] = [.stateSummary]

    /// The views over `tables`.
    public static func views(of tables: [GoldTable]) -> [GoldView] {
        views.filter { view in tables.contains { $0.name == view.table } }
    }
}
