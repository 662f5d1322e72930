extension Setting {
    /// The reference of all settings as Markdown: the text of `docs/configuration.md`.
    public static var reference: String {
        let rows = all.map { setting in
            let cells = [
                "`\(setting.key)`", "`\(setting.environmentName)`", setting.defaultText.map { "`\($0)`" } ?? "not set", setting.allowed,
                setting.help + (setting.whyWithoutEffect.map { " **No effect**: \($0)." } ?? ""),
            ]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return referenceHead + rows.joined(separator: "\n") + "\n"
    }

    private static let referenceHead = """
        # Settings

        Each setting is read from four places; the later one holds:

        1. the defaults below;
        2. the file `\(DatamartConfiguration.defaultFile)` if it is there, or the file that `--config FILE` names;
        3. the environment;
        4. flags: `--silver`, `--gold`, `--columns`, and `--set KEY=VALUE` for any other.

        `datamart config` prints every value and where it came from. An unknown key or a value that is not allowed is an
        error (exit code 64) that names the key, the file and line, and what is allowed. A variable that is set but empty
        counts as not set, an empty flag is an error; an unknown variable that begins with `DATAMART_` draws a warning. Passwords are never printed.

        Gold goes where `--gold` says, else where `datamart.gold` says, else to MySQL when `mysql.host` is set, else to
        `sqlite:gold.db`. The settings under `mysql` and `datamart.optimization`, `batch_size`, `max_retries` and `retry_delay` concern
        MySQL alone ([mysql.md](mysql.md)). Settings marked *no effect* are read and checked only; setting one draws a warning.

        A file looks like this:

        ```yaml
        datamart:
          silver: /data/warehouse
          gold: sqlite:gold.db
          kpi_thresholds:
            top_hotspots_count: 100
        log:
          level: debug
        ```

        | key | environment | default | allowed | what it does |
        |---|---|---|---|---|

        """
}
