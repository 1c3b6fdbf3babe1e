// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "doisoat",
    products: [.executable(name: "doisoat", targets: ["doisoat"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CPlatform", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(
            name: "RecordReading", dependencies: ["CLibXML2"],
            swiftSettings: house + [.strictMemorySafety()]),
        .target(name: "Facts", swiftSettings: house),
        .target(name: "Ingest", dependencies: ["RecordReading", "Facts"], swiftSettings: house),
        .target(name: "Reconciliation", dependencies: ["Facts"], swiftSettings: house),
        .target(
            name: "AlertJournal",
            dependencies: [
                "Reconciliation", "Facts", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        .target(
            name: "Reporting", dependencies: ["Reconciliation", "Facts"], swiftSettings: house),
        .target(
            name: "Service",
            dependencies: [
                "RecordReading", "Facts", "Ingest", "Reconciliation", "AlertJournal", "Reporting",
                "CPlatform", "Yams",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),
        .target(name: "DistrictSample", dependencies: ["Facts"], swiftSettings: house),
        .executableTarget(
            name: "doisoat",
            dependencies: [
                "Service", "DistrictSample", "Reporting", "Reconciliation", "AlertJournal", "Facts",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),
        .target(
            name: "EncodedTexts", dependencies: ["RecordReading"], path: "Tests/EncodedTexts",
            swiftSettings: house),
        .testTarget(
            name: "RecordReadingTests", dependencies: ["RecordReading", "EncodedTexts"],
            swiftSettings: house),
        .testTarget(name: "FactsTests", dependencies: ["Facts"], swiftSettings: house),
        .testTarget(
            name: "IngestTests",
            dependencies: ["Ingest", "RecordReading", "Facts", "EncodedTexts"],
            swiftSettings: house),
        .testTarget(
            name: "HostileInputTests", dependencies: ["Ingest", "RecordReading", "Facts"],
            swiftSettings: house),
        .testTarget(
            name: "ReconciliationTests", dependencies: ["Reconciliation", "Facts"],
            swiftSettings: house),
        .testTarget(
            name: "AlertJournalTests", dependencies: ["AlertJournal", "Reconciliation", "Facts"],
            swiftSettings: house),
        .testTarget(
            name: "DistrictSampleTests", dependencies: ["DistrictSample", "Facts"],
            swiftSettings: house),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "DistrictSample", "Facts", "Ingest", "Reconciliation", "AlertJournal",
            ],
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
