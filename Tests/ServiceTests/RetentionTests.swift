import Facts
import Foundation
import Testing

@testable import Service

@Suite struct `Retention of exports` {
    private static let year = Instant.firstMorning.adding(hours: 24 * 500)

    /// Three exports of dossiers; the second opened an alert that is still open.
    private static func district() async throws -> Installation {
        let district = try Installation.small(letters: ["1 B1"])
        _ = try await district.run()
        try district.deliver(dossiers: SmallDistrict.dossiers + ["Z9 processing 07-01 07-20 -"])
        _ = try await district.run(.firstMorning.adding(hours: 1))
        try district.deliver(dossiers: SmallDistrict.dossiers)
        _ = try await district.run(.firstMorning.adding(hours: 2))
        try district.deliver(letters: ["2 X1"], as: "thu-2")
        _ = try await district.run(.firstMorning.adding(hours: 3))
        return district
    }

    @Test func `removes what is old and nobody needs`() async throws {
        let district = try await Self.district()
        try district.deliver(dossiers: SmallDistrict.dossiers + ["Y9 returned 07-01 07-20 07-19"])
        _ = try await district.run(.firstMorning.adding(hours: 4))
        try district.deliver(dossiers: SmallDistrict.dossiers + ["X9 returned 07-01 07-20 07-19"])
        _ = try await district.run(.firstMorning.adding(hours: 5))
        let before = try district.files(below: "state/archive").count
        let report = try await Retention(settings: try district.settings()).apply(at: Self.year) {
            _ in
        }
        #expect(report.removed.count == 1)
        #expect(try district.files(below: "state/archive").count == before - report.removed.count)
    }

    @Test func `says apart from the rest what it could not remove`() async throws {
        let district = try await Self.district()
        try district.makeFolder("state/archive/ab/abcd")
        let report = try await Retention(settings: try district.settings()).apply(at: Self.year) {
            _ in
        }
        #expect(
            report.errors == ["error: abcd (in no delivery) could not be removed from the archive"])
        #expect(!report.text.contains("abcd"))
    }

    @Test func `never removes what is in force or a link of a chain of deltas`() async throws {
        let district = try await Self.district()
        let report = try await Retention(settings: try district.settings()).apply(at: Self.year) {
            _ in
        }
        #expect(report.keptInForce == 4)
        #expect(try await district.run(.firstMorning.adding(hours: 6)).troubles.isEmpty)
    }

    @Test func `never removes the evidence of an open alert`() async throws {
        let district = try await Self.district()
        let report = try await Retention(settings: try district.settings()).apply(at: Self.year) {
            _ in
        }
        #expect(report.keptAsEvidence == 1)
    }

    @Test func `keeps what is not old enough`() async throws {
        let district = try await Self.district()
        let report = try await Retention(settings: try district.settings())
            .apply(at: .firstMorning.adding(hours: 24 * 399)) { _ in }
        #expect(report.removed.isEmpty)
    }
}
