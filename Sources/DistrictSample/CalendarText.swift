/// The working calendar: the bytes of `Config/calendar.yaml`.
///
/// A test keeps it so.
enum CalendarText {
    static let text = #"""
        # Working days of civil servants: weekdays off (`off`) and weekend days worked instead (`working`).
        #
        # The yearly notices decide, not arithmetic: swaps are decreed late and by hand. Add a year when its
        # notice is out. A year without rows (2027: only a forecast exists) is reported as an operations
        # alert; it is never a silent Monday to Friday. A local suspension is a row under `off` as well.
        version: 1
        years:
          2019:
            source: Bộ luật Lao động 2012, Điều 115; 6519/VPCP-KGVX (2018)
            off:
              - {day: 2019-01-01, name: Tết Dương lịch}
              - {from: 2019-02-04, to: 2019-02-08, name: Tết Nguyên đán}
              - {day: 2019-04-15, name: "Giỗ Tổ Hùng Vương (nghỉ bù)"}
              - {day: 2019-04-29, name: Hoán đổi với 2019-05-04}
              - {day: 2019-04-30, name: Ngày Chiến thắng}
              - {day: 2019-05-01, name: Quốc tế Lao động}
              - {day: 2019-09-02, name: Quốc khánh}
            working:
              - {day: 2019-01-05, name: Làm bù 2018-12-31}
              - {day: 2019-05-04, name: Làm bù 2019-04-29}
          2020:
            source: Bộ luật Lao động 2012, Điều 115
            off:
              - {day: 2020-01-01, name: Tết Dương lịch}
              - {from: 2020-01-23, to: 2020-01-29, name: Tết Nguyên đán}
              - {day: 2020-04-02, name: Giỗ Tổ Hùng Vương}
              - {day: 2020-04-30, name: Ngày Chiến thắng}
              - {day: 2020-05-01, name: Quốc tế Lao động}
              - {day: 2020-09-02, name: Quốc khánh}
          2021:
            source: Bộ luật Lao động 2019, Điều 112
            off:
              - {day: 2021-01-01, name: Tết Dương lịch}
              - {from: 2021-02-10, to: 2021-02-16, name: Tết Nguyên đán}
              - {day: 2021-04-21, name: Giỗ Tổ Hùng Vương}
              - {day: 2021-04-30, name: Ngày Chiến thắng}
              - {day: 2021-05-03, name: "Quốc tế Lao động (nghỉ bù)"}
              - {from: 2021-09-02, to: 2021-09-03, name: Quốc khánh}
          2022:
            source: Bộ luật Lao động 2019, Điều 112
            off:
              - {day: 2022-01-03, name: "Tết Dương lịch (nghỉ bù)"}
              - {from: 2022-01-31, to: 2022-02-04, name: Tết Nguyên đán}
              - {day: 2022-04-11, name: "Giỗ Tổ Hùng Vương (nghỉ bù)"}
              - {day: 2022-05-02, name: "Ngày Chiến thắng (nghỉ bù)"}
              - {day: 2022-05-03, name: "Quốc tế Lao động (nghỉ bù)"}
              - {from: 2022-09-01, to: 2022-09-02, name: Quốc khánh}
          2023:
            source: Bộ luật Lao động 2019, Điều 112
            off:
              - {day: 2023-01-02, name: "Tết Dương lịch (nghỉ bù)"}
              - {from: 2023-01-20, to: 2023-01-26, name: Tết Nguyên đán}
              - {day: 2023-05-01, name: Quốc tế Lao động}
              - {day: 2023-05-02, name: "Giỗ Tổ Hùng Vương (nghỉ bù)"}
              - {day: 2023-05-03, name: "Ngày Chiến thắng (nghỉ bù)"}
              - {day: 2023-09-01, name: Quốc khánh}
              - {day: 2023-09-04, name: "Quốc khánh (nghỉ bù)"}
          2024:
            source: Bộ luật Lao động 2019, Điều 112; 2450/VPCP-KGVX (2024)
            off:
              - {day: 2024-01-01, name: Tết Dương lịch}
              - {from: 2024-02-08, to: 2024-02-14, name: Tết Nguyên đán}
              - {day: 2024-04-18, name: Giỗ Tổ Hùng Vương}
              - {day: 2024-04-29, name: Hoán đổi với 2024-05-04}
              - {day: 2024-04-30, name: Ngày Chiến thắng}
              - {day: 2024-05-01, name: Quốc tế Lao động}
              - {from: 2024-09-02, to: 2024-09-03, name: Quốc khánh}
            working:
              - {day: 2024-05-04, name: Làm bù 2024-04-29}
          2025:
            source: Bộ luật Lao động 2019, Điều 112; 6150/TB-BLĐTBXH (2024)
            off:
              - {day: 2025-01-01, name: Tết Dương lịch}
              - {from: 2025-01-27, to: 2025-01-31, name: Tết Nguyên đán}
              - {day: 2025-04-07, name: Giỗ Tổ Hùng Vương}
              - {day: 2025-04-30, name: Ngày Chiến thắng}
              - {day: 2025-05-01, name: Quốc tế Lao động}
              - {day: 2025-05-02, name: Hoán đổi với 2025-04-26}
              - {from: 2025-09-01, to: 2025-09-02, name: Quốc khánh}
            working:
              - {day: 2025-04-26, name: Làm bù 2025-05-02}
          2026:
            source: Bộ luật Lao động 2019, Điều 112; 12729/VPCP-KGVX (2025-12-25)
            off:
              - {day: 2026-01-01, name: Tết Dương lịch}
              - {day: 2026-01-02, name: Hoán đổi với 2026-01-10}
              - {from: 2026-02-16, to: 2026-02-20, name: Tết Nguyên đán}
              - {day: 2026-04-27, name: "Giỗ Tổ Hùng Vương (nghỉ bù)"}
              - {day: 2026-04-30, name: Ngày Chiến thắng}
              - {day: 2026-05-01, name: Quốc tế Lao động}
              - {day: 2026-08-31, name: Hoán đổi với 2026-08-22}
              - {from: 2026-09-01, to: 2026-09-02, name: Quốc khánh}
              # 2026-11-24 (Ngày Văn hóa Việt Nam) is uncertain: its legal basis is not confirmed.
            working:
              - {day: 2026-01-10, name: Làm bù 2026-01-02}
              - {day: 2026-08-22, name: Làm bù 2026-08-31}

        """#
}
