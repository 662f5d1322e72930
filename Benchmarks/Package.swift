// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "datamart", path: "..")],
    targets: [
        .executableTarget(name: "ORCBenchmark", dependencies: [.product(name: "ORC", package: "datamart")])
    ]
)
