extension GoldView {
    /// `state_summary`: `kpis_security` without its cities, a row a state and one for the country.
    public static let stateSummary = GoldView(
        "state_summary", of: GoldTable.kpisSecurity.name,
        columns: GoldTable.kpisSecurity.columns.map(\.name).filter { !["id", "city"].contains($0) }, where: "city IS NULL")
}
