import Gold

/// What a migration does, for people.
struct MigrationSummary {
    let plan: MigrationPlan

    init(_ plan: MigrationPlan) { self.plan = plan }

    /// Each statement below its reason, then what is left alone, then what stands in the way.
    func text(colors: Bool) -> String {
        plan.steps.map { step in heading("\(step.relation): \(step.reason)", colors: colors) + indented(step.statement) + "\n" }.joined()
            + plan.left.map { "Left as it is: \($0.relation): \($0.text)\n" }.joined()
            + plan.obstacles.map { "In the way: \($0.relation): \($0.text)\n" }.joined()
    }

    /// What became of the plan.
    func conclusion(isDryRun: Bool, seconds: Double) -> String {
        guard !plan.steps.isEmpty || !plan.obstacles.isEmpty else { return "Nothing to do: the schema is as this version creates it." }
        let statements = "\(plan.steps.count) statement\(plan.steps.count == 1 ? "" : "s")"
        return isDryRun ? "Dry run: \(statements) planned, nothing changed." : "\(statements) carried out in \(duration(seconds))."
    }

    private func heading(_ text: String, colors: Bool) -> String { colors ? "\u{1B}[1m\(text)\u{1B}[0m\n" : text + "\n" }

    private func indented(_ statement: String) -> String { "  " + statement.replacing("\n", with: "\n  ") + ";\n" }
}
