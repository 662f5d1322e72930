// swift-tools-version: 6.2
import PackageDescription

// The targets below are the map of the house, in the order in which data flows through it.
// Arrows point one way: a target imports only targets listed above it.

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "datamart",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "datamart", targets: ["DatamartCLI"]),
        .library(name: "Datamart", targets: ["Datamart"]),
        .library(name: "ORC", targets: ["ORC"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // System libraries
        .systemLibrary(name: "CZlib", path: "Sources/SystemLibraries/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", path: "Sources/SystemLibraries/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CSnappy", path: "Sources/SystemLibraries/CSnappy", providers: [.apt(["libsnappy-dev"])]),
        .systemLibrary(name: "CLZ4", path: "Sources/SystemLibraries/CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
        .systemLibrary(name: "CKernel", path: "Sources/SystemLibraries/CKernel"),
        .systemLibrary(name: "CBrotli", path: "Sources/SystemLibraries/CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
        .systemLibrary(
            name: "CMariaDB", path: "Sources/SystemLibraries/CMariaDB", pkgConfig: "libmariadb", providers: [.apt(["libmariadb-dev"])]),

        // Foundations
        .target(name: "Accidents", swiftSettings: swiftSettings),
        .target(name: "ORC", dependencies: ["CZlib", "CZstd", "CSnappy", "CLZ4", "CBrotli", "CKernel"], swiftSettings: swiftSettings),
        .target(name: "Statistics", swiftSettings: swiftSettings),

        // Silver in, cubes and KPIs out
        .target(name: "Silver", dependencies: ["Accidents", "ORC"], swiftSettings: swiftSettings),
        .target(
            name: "SilverImport", dependencies: ["Accidents", "ORC", "Silver", "CKernel", "CZlib"], resources: [.process("Resources")],
            swiftSettings: swiftSettings),
        .target(name: "Cubes", dependencies: ["Accidents"], swiftSettings: swiftSettings),
        .target(name: "CubeSnapshots", dependencies: ["Accidents", "ORC", "Silver", "Cubes"], swiftSettings: swiftSettings),
        .target(name: "NativeEngine", dependencies: ["Accidents", "ORC", "Silver", "Cubes"], swiftSettings: swiftSettings),
        .target(
            name: "KPIs", dependencies: ["Accidents", "Cubes", "Statistics"], resources: [.process("Resources")], swiftSettings: swiftSettings),

        // Gold stores
        .target(name: "Gold", dependencies: ["Accidents"], swiftSettings: swiftSettings),
        .target(
            name: "GoldSQLite",
            dependencies: ["Gold", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")],
            swiftSettings: swiftSettings),
        .target(name: "GoldMySQL", dependencies: ["Accidents", "Gold", "CMariaDB", "CZlib"], swiftSettings: swiftSettings),

        // From plan to published Gold
        .target(name: "Observability", dependencies: ["Accidents", .product(name: "Logging", package: "swift-log")], swiftSettings: swiftSettings),
        .target(
            name: "Pipeline", dependencies: ["Accidents", "Silver", "Cubes", "CubeSnapshots", "KPIs", "Gold"], swiftSettings: swiftSettings),
        .target(
            name: "Datamart",
            dependencies: [
                "Accidents", "Silver", "SilverImport", "Cubes", "CubeSnapshots", "NativeEngine", "KPIs", "Gold", "GoldSQLite", "GoldMySQL",
                "Pipeline",
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),
        .executableTarget(
            name: "DatamartCLI",
            dependencies: [
                "Datamart", "Accidents", "Silver", "SilverImport", "Cubes", "CubeSnapshots", "Gold", "Pipeline", "Observability", "ORC",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),

        // Searches for inputs that make the ORC reader misbehave
        .executableTarget(name: "ORCFuzz", dependencies: ["ORC"], path: "Fuzzing/ORCFuzz", swiftSettings: swiftSettings),

        // Tests
        .target(
            name: "TestSupport", dependencies: ["Accidents", "ORC", "Silver", "SilverImport"], path: "Tests/Support", swiftSettings: swiftSettings),
        .testTarget(
            name: "ORCTests", dependencies: ["ORC", "ORCFuzz", "TestSupport", "CSnappy"], exclude: ["Fixtures", "Peers"], swiftSettings: swiftSettings
        ),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Expected"], swiftSettings: swiftSettings),
        .testTarget(
            name: "SilverTests", dependencies: ["Accidents", "Silver", "SilverImport", "ORC", "TestSupport"], exclude: ["Fixtures"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "CubesTests",
            dependencies: ["Accidents", "Cubes", "CubeSnapshots", "NativeEngine", "ORC", "Silver", "SilverImport", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "KPIsTests", dependencies: ["Accidents", "Silver", "KPIs", "Cubes", "TestSupport"], exclude: ["Expected", "Fixtures"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "GoldTests", dependencies: ["Gold", "GoldSQLite", "GoldMySQL", "TestSupport"], exclude: ["Expected"], swiftSettings: swiftSettings),
        .testTarget(
            name: "DatamartTests",
            dependencies: [
                "Accidents", "ORC", "Cubes", "Datamart", "DatamartCLI", "Gold", "GoldSQLite", "Observability", "Pipeline", "Silver", "SilverImport",
                "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: swiftSettings),
    ]
)
