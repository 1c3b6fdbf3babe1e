/// The registry of units: the bytes of `Config/units.yaml`.
///
/// A test keeps it so.
enum UnitsText {
    static let text = #"""
        # The units of huyện Chư Pưh and the names under which exports mention them.
        #
        # GSO codes and their spelling are those of the General Statistics Office. The agency codes by
        # which dossiers and documents name their unit (schemes qcvn102, qd20, motcua, igate, qlvb) are in
        # no public source for this district: add them to `codes` when the systems' owners give them, for
        # example  codes: {gso: "23986", qcvn102: "..."}. Until then an unknown code part is no finding.
        #
        # The program itself derives "UBND <name>" and "Ủy ban nhân dân <name>" for the district and its
        # communes, and the bare name of a commune. Matching ignores case, spaces, punctuation and the
        # place of the tone mark, understands marks left out, and reads "la", "1a" and "|a" as "Ia" with a
        # finding; so `aliases` lists only what differs beyond that. `misspellings` are understood too, with
        # a finding of rule ORG-01. Districts ended on 2025-06-30.
        version: 1
        units:
          - key: GIALAI
            level: province
            name: Tỉnh Gia Lai
            aliases: [Gia Lai, UBND tỉnh Gia Lai, Ủy ban nhân dân tỉnh Gia Lai, UBND tỉnh]
            codes: {gso: "64", qd20: H21}
            valid_to: 2025-06-30
            successors: [GIALAI_2025]
          - key: CHUPUH
            level: district
            name: Huyện Chư Pưh
            aliases: [Chư Pưh, UBND huyện, Ủy ban nhân dân huyện]
            misspellings: [Chư Puh, Huyện Chư Puh]
            codes: {gso: "639"}
            valid_from: 2009-08-27        # Nghị quyết 43/NQ-CP
            valid_to: 2025-06-30

          # The communes. Their successors are uncertain: published lists of Nghị quyết 1664/NQ-UBTVQH15
          # name them so, but its own text was not at hand.
          - key: NHONHOA
            level: commune
            name: Thị trấn Nhơn Hoà
            aliases: [TT Nhơn Hoà, Nhon Hoa]
            codes: {gso: "23942"}
            valid_to: 2025-06-30
            successors: [CHUPUH_2025]     # uncertain
          - key: IAHRU
            level: commune
            name: Xã Ia Hrú
            misspellings: [Ia Hnú]        # probably an error of OCR
            codes: {gso: "23971"}
            valid_to: 2025-06-30
            successors: [IAHRU_2025]      # uncertain
          - key: IARONG
            level: commune
            name: Xã Ia Rong
            aliases: [Ia Rông]
            codes: {gso: "23972"}
            valid_from: 2009-08-27        # Nghị quyết 43/NQ-CP
            valid_to: 2025-06-30
            successors: [IAHRU_2025]      # uncertain
          - key: IADRENG
            level: commune
            name: Xã Ia Dreng
            aliases: [Ia Đreng]
            codes: {gso: "23974"}
            valid_to: 2025-06-30
            successors: [IAHRU_2025]      # uncertain
          - key: IAHLA
            level: commune
            name: Xã Ia Hla
            codes: {gso: "23978"}
            valid_to: 2025-06-30          # uncertain: joined to Ia Ko, a commune of the former Chư Sê
          - key: CHUDON
            level: commune
            name: Xã Chư Don
            aliases: [Chư Đôn, Chư Đon, Chu Don]
            codes: {gso: "23980"}
            valid_to: 2025-06-30
            successors: [CHUPUH_2025]     # uncertain
          - key: IAPHANG
            level: commune
            name: Xã Ia Phang
            aliases: [Ia Phăng]
            codes: {gso: "23983"}
            valid_to: 2025-06-30
            successors: [CHUPUH_2025]     # uncertain
          - key: IALE
            level: commune
            name: Xã Ia Le
            aliases: [Ia Lê]
            codes: {gso: "23986"}
            valid_to: 2025-06-30
            successors: [IALE_2025]       # uncertain
          - key: IABLU
            level: commune
            name: Xã Ia BLứ
            aliases: [Ia Blư]
            codes: {gso: "23987"}
            valid_to: 2025-06-30
            successors: [IALE_2025]       # uncertain

          # What handles dossiers and documents at the district.
          - key: MOTCUA
            level: desk                   # at the district's post office
            name: Bộ phận Tiếp nhận và Trả kết quả huyện
            short: Một cửa huyện
            aliases: [Bộ phận Tiếp nhận và Trả kết quả huyện Chư Pưh, Bộ phận TN&TKQ huyện,
              Bộ phận Một cửa huyện, Bộ phận Một cửa cấp huyện, Một cửa huyện]
            valid_to: 2025-06-30
          - key: VPDKDD
            level: hosted                 # a branch of the province's office: no end known
            name: Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Pưh
            short: Chi nhánh VPĐKĐĐ
            aliases: [Chi nhánh Văn phòng Đăng ký đất đai huyện, Chi nhánh Văn phòng Đăng ký đất đai,
              Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Puh, Chi nhánh VPĐKĐĐ, Chi nhánh VPĐKĐĐ huyện,
              CN VPĐKĐĐ, CN VPĐKĐĐ huyện]
          - key: CCTHUE
            level: hosted                 # a branch of the province's tax office: no end known
            name: Chi cục Thuế khu vực
            aliases: [Chi cục Thuế]
          - key: TNMT
            level: department
            name: Phòng Tài nguyên và Môi trường
            short: Phòng TN-MT
            aliases: [Phòng Tài nguyên và Môi trường huyện, Phòng Tài nguyên - Môi trường,
              Phòng Tài nguyên - Môi trường huyện, Phòng TN-MT, Phòng TN-MT huyện, Tài nguyên - Môi trường]
            valid_to: 2025-06-30
          - key: TUPHAP
            level: department
            name: Phòng Tư pháp
            aliases: [Phòng Tư pháp huyện, Tư pháp]
            valid_to: 2025-06-30
          - key: LDTBXH
            level: department
            name: Phòng Lao động - Thương binh và Xã hội
            short: Phòng LĐTB-XH
            aliases: [Phòng Lao động - Thương binh và Xã hội huyện, Phòng Lao động - TBXH,
              Phòng Lao động - TBXH huyện, Phòng LĐTB-XH, Phòng LĐTB-XH huyện, Lao động TBXH]
            valid_to: 2025-06-30
          - key: GDDT
            level: department
            name: Phòng Giáo dục và Đào tạo
            short: Phòng GD-ĐT
            aliases: [Phòng Giáo dục và Đào tạo huyện, Phòng Giáo dục - Đào tạo,
              Phòng Giáo dục - Đào tạo huyện, Phòng GD-ĐT, Phòng GD-ĐT huyện]
            valid_to: 2025-06-30
          - key: TCKH
            level: department
            name: Phòng Tài chính - Kế hoạch
            short: Phòng TC-KH
            aliases: [Phòng Tài chính - Kế hoạch huyện, Phòng TC-KH, Phòng TC-KH huyện]
            valid_to: 2025-06-30
          - key: KTHT
            level: department
            name: Phòng Kinh tế và Hạ tầng
            short: Phòng KT-HT
            aliases: [Phòng Kinh tế và Hạ tầng huyện, Phòng Kinh tế - Hạ tầng,
              Phòng Kinh tế - Hạ tầng huyện, Phòng KT-HT, Phòng KT-HT huyện]
            valid_to: 2025-06-30
          - key: NOIVU
            level: department
            name: Phòng Nội vụ
            aliases: [Phòng Nội vụ huyện]
            valid_to: 2025-06-30
          - key: VHTT
            level: department
            name: Phòng Văn hóa và Thông tin
            short: Phòng VH-TT
            aliases: [Phòng Văn hóa và Thông tin huyện, Phòng Văn hóa - Thông tin,
              Phòng Văn hóa - Thông tin huyện, Phòng VH-TT, Phòng VH-TT huyện, Văn hóa - Thông tin]
            valid_to: 2025-06-30
          - key: NNPTNT
            level: department
            name: Phòng Nông nghiệp và Phát triển nông thôn
            short: Phòng NN&PTNT
            aliases: [Phòng Nông nghiệp và Phát triển nông thôn huyện, Phòng Nông nghiệp và PTNT,
              Phòng Nông nghiệp và PTNT huyện, Phòng NN&PTNT, Phòng NN&PTNT huyện, Phòng NN và PTNT,
              Phòng NN và PTNT huyện, Phòng Nông nghiệp & PTNT, Nông nghiệp & PTNT]
            valid_to: 2025-06-30
          - key: DANTOC
            level: department
            name: Phòng Dân tộc
            aliases: [Phòng Dân tộc huyện]
            valid_to: 2025-06-30
          - key: THANHTRA
            level: department
            name: Thanh tra huyện
            aliases: [Thanh tra huyện Chư Pưh]
            valid_to: 2025-06-30
          - key: VANPHONG
            level: department
            name: Văn phòng HĐND và UBND huyện
            aliases: [Văn phòng HĐND-UBND huyện, Văn phòng HĐND và UBND, Văn phòng HĐND-UBND]
            valid_to: 2025-06-30
          - key: BQLCTDT
            level: department
            name: Ban Quản lý Công trình Đô thị và Vệ sinh môi trường
            short: BQL CTĐT và VSMT
            aliases: [Ban Quản lý Công trình Đô thị và Vệ sinh môi trường huyện,
              BQL Công trình Đô thị và VSMT, BQL Công trình Đô thị và VSMT huyện, BQL CTĐT và VSMT,
              BQL CTĐT&VSMT]
            valid_to: 2025-06-30
          - key: BQLNUOC
            level: department
            name: Ban Quản lý và Cung cấp nước sạch
            short: BQL nước sạch
            aliases: [Ban Quản lý và Cung cấp nước sạch huyện, BQL và Cung cấp nước sạch,
              BQL và CC nước sạch, BQL nước sạch]
            valid_to: 2025-06-30
          - key: CTD
            level: department
            name: Hội Chữ thập đỏ huyện
            aliases: [Hội Chữ thập đỏ huyện Chư Pưh, Hội Chữ thập đỏ, Hội CTĐ, Hội CTĐ huyện]
            valid_to: 2025-06-30
          - key: TTVHTT
            level: department
            name: Trung tâm Văn hóa, Thông tin và Thể thao
            short: TT VHTT&TT
            aliases: [Trung tâm Văn hóa Thông tin và Thể thao huyện, TT Văn hóa-Thông tin & Thể thao,
              TT VHTT&TT, TT VHTT&TT huyện]
            valid_to: 2025-06-30
          - key: PYT
            level: department
            name: Phòng Y tế
            aliases: [Phòng Y tế huyện]
            valid_to: 2021-06-30          # uncertain: dissolved by July 2021, the day is not known

          # Since the districts ended. Agency codes as above: unknown.
          - key: GIALAI_2025
            level: province               # Gia Lai and Bình Định
            name: Tỉnh Gia Lai
            aliases: [Gia Lai, UBND tỉnh Gia Lai, Ủy ban nhân dân tỉnh Gia Lai, UBND tỉnh]
            codes: {gso: "52"}
            valid_from: 2025-07-01
          - key: CHUPUH_2025
            level: commune
            name: Xã Chư Pưh
            misspellings: [Chư Puh]
            codes: {gso: "23942"}
            valid_from: 2025-07-01
          - key: IAHRU_2025
            level: commune
            name: Xã Ia Hrú
            codes: {gso: "23971"}
            valid_from: 2025-07-01
          - key: IALE_2025
            level: commune
            name: Xã Ia Le
            aliases: [Ia Lê]
            codes: {gso: "23986"}
            valid_from: 2025-07-01

        """#
}
