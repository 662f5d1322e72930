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
                    #expect(signatures.contains { $0.declares != name && $0.words.contains(name) }, "\(file.path): \(name) is used in \(target) alone")
                }
            }
        }
    }

    /// The words of a declaration between `public` and the kind of it.
    private static let modifiers: Set<Substring> = ["private", "set", "static", "final", "mutating", "indirect", "nonisolated", "consuming", "nonmutating"]
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
