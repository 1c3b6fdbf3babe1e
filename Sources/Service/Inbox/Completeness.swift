import AlertJournal
import Facts
import Ingest

/// Whether an export is whole as far as can be told; XML tells by itself.
///
/// A CSV whose last line has no line break may have been cut in it. A checksum or manifest beside
/// it, its own row of totals, or the same bytes delivered a second time show that it was not.
struct Completeness {
    let known: KnownDeliveries

    func objection(
        to delivery: Delivery, _ facts: borrowing ExportFacts, beside companions: Companions?
    ) -> Refusal? {
        let count = facts.notes.recordCount
        if let contradiction = companions?.contradiction(records: count) { return contradiction }
        let isConfirmed =
            companions?.confirm(records: count) ?? false
            || facts.notes.controlTotal?.stated == count || known.cameBefore(delivery)
        guard !facts.endsInLineBreak, !isConfirmed else { return nil }
        return Refusal(
            kind: .incomplete,
            message: Text(
                vi: "dòng cuối không có dấu xuống dòng, tệp có thể bị cắt",
                en: "the last line has no line break; the file may have been cut"),
            remedy: Text(
                vi: "xuất lại, hoặc chép lại đúng tệp này lần nữa để xác nhận là đủ",
                en: "export again, or deliver the same file once more to confirm that it is whole"))
    }
}
