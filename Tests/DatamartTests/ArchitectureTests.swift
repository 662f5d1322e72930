import Testing

/// What the sources promise to their reader: the list of targets is the map, and arrows point one way.
@Suite("Architecture")
struct ArchitectureTests {
    /// Modules of the system and the compiler.
    private static let system: Set<String> = ["Foundation", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "Testing", "sqlite3"]
    /// What stands behind a protocol.
    /// What protocols of other modules ask for, which has to be as public as the type.
    private static let requirements: Set<Substring> = ["enqueue", "debugDescription", "customMirror", "logLevel", "metadataProvider"]
    private static let implementations: Set<String> = ["NativeEngine", "GoldSQLite", "GoldMySQL"]

    @Test("Every target imports what it declares, and declares what it imports")
    func importsAreDeclared() throws {
        let (sources, tests) = (try SourceTree.files("Sources"), try SourceTree.files("Tests"))
        for target in try SourceTree.targets() where target.hasSources {
            let files = (target.isTest ? tests : sources).filter { $0.target == target.name }
            try #require(!files.isEmpty, "\(target.name) has no sources")
            let used = files.reduce(into: Set<String>()) { $0.formUnion($1.imports) }.subtracting(Self.system)
            let declared = Set(target.dependencies)
            #expect(used.subtracting(declared).isEmpty, "\(target.name) does not declare what it imports")
            #expect(declared.subtracting(used).isEmpty, "\(target.name) does not import what it declares")
        }
    }

    @Test("A target imports only targets above it")
    func arrowsPointOneWay() throws {
        var above: Set<String> = []
        let targets = try SourceTree.targets()
        let names = Set(targets.map(\.name))
        #expect(targets.count > 20)
        for target in targets {
            for dependency in target.dependencies where names.contains(dependency) {
                #expect(above.contains(dependency), "\(target.name) imports \(dependency), which is below it")
            }
            above.insert(target.name)
        }
    }

    @Test("Only Datamart names implementations")
    func implementations() throws {
        for file in try SourceTree.files("Sources") where !Self.implementations.contains(file.target) && file.target != "Datamart" {
            #expect(file.imports.isDisjoint(with: Self.implementations), "\(file.path)")
        }
    }

    @Test("Nothing is public that its own target alone uses")
    func publicDeclarations() throws {
        // ORC and Datamart are products: their users are elsewhere.
        let products: Set<String> = ["ORC", "Datamart"]
        let sources = try SourceTree.files("Sources")
        let tests = try SourceTree.files("Tests") + SourceTree.files("Fuzzing") + SourceTree.files("Benchmarks")
        let testWords = tests.reduce(into: Set<Substring>()) { $0.formUnion($1.words) }
        let words = Dictionary(grouping: sources, by: \.target).mapValues { $0.reduce(into: Set<Substring>()) { $0.formUnion($1.words) } }
        for (target, files) in Dictionary(grouping: sources, by: \.target) where !products.contains(target) {
            let elsewhere = words.filter { $0.key != target }.values.reduce(into: testWords) { $0.formUnion($1) }
            let signatures = Self.signatures(files)
            for file in files {
                for name in Self.publicNames(file) where !elsewhere.contains(name) && !Self.requirements.contains(name) {
                    #expect(
                        signatures.contains { $0.declares != name && $0.words.contains(name) }, "\(file.path): \(name) is used in \(target) alone")
                }
            }
        }
    }

    // MARK: docs/architecture.md

    @Test("A run takes at most 25 hops, and each of them is there")
    func hops() throws {
        let hops = try SourceTree.table(below: "A run from the command to the published file")
        #expect(hops.count > 20 && hops.count <= 25)
        for hop in hops {
            let link = try #require(hop[1].firstMatch(of: /\[`(?:\w+\.)?(\w+)`\]\(\.\.\/(.+)\)/))
            let file = try SourceTree.text(String(link.2))
            #expect(file.contains(link.1 == "init" ? "init(" : "func \(link.1)("), "\(link.2) has no \(link.1)")
        }
    }

    /// For each row of the document's table what names the example's types have.
    private static let examples: [Set<Substring>] = [
        ["kpisWeather", "WeatherKPI"], ["SQLiteGoldStore", "SQLiteGoldReader", "SQLiteSchema"], ["NativeEngine"], ["SchemaCommand"],
    ]
    /// Questions may be asked about every table; they are not part of it.
    private static let questions = ["Sources/Gold/Queries/", "Sources/GoldMySQL/Optimization/"]

    @Test("An addition touches the files that the document names")
    func additions() throws {
        let rows = try SourceTree.table(below: "What an addition touches")
        try #require(rows.count == Self.examples.count)
        let files = try SourceTree.files("Sources")
        for (row, names) in zip(rows, Self.examples) {
            let listed = row[1...].joined().matches(of: /`([A-Z][\w+\/.]*)`/).map { "Sources/\($0.1)" }
            let touching = files.filter { file in
                !Self.questions.contains { file.path.hasPrefix($0) } && !file.words.isDisjoint(with: names)
            }.map(\.path)
            for path in touching { #expect(listed.contains { path == $0 || path.hasPrefix($0 + "/") }, "\(row[0]): \(path) is not listed") }
            for entry in listed { #expect(touching.contains { $0 == entry || $0.hasPrefix(entry + "/") }, "\(row[0]): \(entry) is not touched") }
        }
    }

    // MARK: Declarations

    /// The words of a declaration between `public` and the kind of it.
    private static let modifiers: Set<Substring> = [
        "private", "set", "static", "final", "mutating", "indirect", "nonisolated", "consuming", "nonmutating",
    ]
    private static let kinds: Set<Substring> = ["let", "var", "func", "struct", "enum", "class", "protocol", "typealias", "actor"]

    /// The name that a line declares for other targets. Nil when it declares none.
    private static func declaredName(_ line: Substring) -> Substring? {
        let words = line.words
        guard let start = words.firstIndex(where: { $0 == "public" || $0 == "package" }) else { return nil }
        let rest = words[(start + 1)...].drop { modifiers.contains($0) }
        if rest.first == "init" { return "init" }
        guard let kind = rest.first, kinds.contains(kind), line.firstRange(of: " import ") == nil else { return nil }
        return rest.dropFirst().first
    }

    private static func publicNames(_ file: SourceTree.File) -> [Substring] { file.code.compactMap(declaredName) }

    /// The lines that declare something for other targets, with what they declare: what they name has to be public as well.
    private static func signatures(_ files: [SourceTree.File]) -> [(declares: Substring, words: Set<Substring>)] {
        files.flatMap { file in
            let code = file.code
            return code.indices.compactMap { index in
                (declaredName(code[index]) ?? caseName(code[index])).map { ($0, signature(code[index...])) }
            }
        }
    }

    /// The words of a declaration up to its body, which may be some lines below.
    private static func signature(_ lines: ArraySlice<Substring>) -> Set<Substring> {
        let end = lines.prefix(5).firstIndex { $0.hasSuffix("{") || $0.hasSuffix("}") } ?? lines.startIndex
        return lines[lines.startIndex...end].reduce(into: []) { $0.formUnion($1.words) }
    }

    /// The name of a case of an enumeration that carries values.
    private static func caseName(_ line: Substring) -> Substring? {
        let words = line.words
        return words.first == "case" && line.contains("(") && !line.contains(".") ? words.dropFirst().first : nil
    }
}
