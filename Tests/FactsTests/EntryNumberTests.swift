import Facts
import Testing

@Suite struct `The number of an entry` {
    private static func read(_ text: String) -> String? {
        var bytes: ContiguousArray<UInt8> = []
        let isNumber = Array(text.utf8).withUnsafeBufferPointer {
            EntryNumber.write($0, to: &bytes)
        }
        return isNumber ? String(decoding: bytes, as: UTF8.self) : nil
    }

    @Test(arguments: ["7", "007", "7.0", "7,0", "7.", "7,", "007.0", "=\"7\"", "'7", "'007", "７"])
    func `is one for all ways to write it`(_ text: String) {
        #expect(Self.read(text) == "7")
    }

    @Test(arguments: [
        ("0", "0"), ("000", "0"), ("12a", "12a"), ("145/2021", "145/2021"), ("70", "70"),
        ("7.5", "7.5"), ("A.0", "A.0"), ("05/TXL-UBND", "05/TXL-UBND"), ("12345678", "12345678"),
        ("20210728001", "20210728001"), ("2021-000145", "2021-000145"),
    ])
    func `stays what it is otherwise`(_ text: String, _ number: String) {
        #expect(Self.read(text) == number)
    }

    @Test(arguments: [
        "", "-", "Rơ Mah", "12 - Rmah H", "064190000001", "230123456", "0943087654",
        "0943.087.654", "3/0943087654", "3-0943087654", "a064190000001", "CMND230123456",
        "123456789", "########",
    ])
    func `is no name and no number of a citizen`(_ text: String) {
        #expect(Self.read(text) == nil)
    }
}
