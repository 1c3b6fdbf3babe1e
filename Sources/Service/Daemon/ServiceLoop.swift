import AlertJournal
import Foundation
import Logging

/// Does what `ServiceState` decides: the one place where the service touches clocks, folders,
/// processes and files.
struct ServiceLoop {
    private let daemon: Daemon
    private let happened: AsyncStream<Daemon.Happening>.Continuation
    /// In force until newer ones are taken; a run keeps those that it began with.
    private var settings: Settings
    private var poll: InboxPoll
    private var state: ServiceState
    private var work: Task<Void, Never>?
    /// Wakes the loop when nothing else does.
    private var alarm: Task<Void, Never>?
    /// What could not be written is told once, not at each attempt.
    private var lastTrouble: String?
    private let troubles = ToldTroubles()
    private(set) var hasEnded = false

    init(_ daemon: Daemon, _ happened: AsyncStream<Daemon.Happening>.Continuation) {
        self.daemon = daemon
        self.happened = happened
        settings = daemon.settings
        poll = InboxPoll(settings)
        let files = HealthFiles(settings)
        let now = SystemClock.moment()
        let record = ServiceRecord(
            pid: Int(getpid()), processStart: ServiceProcess.current?.start ?? 0,
            startedAt: now.instant, settingsLoadedAt: now.instant)
        state = ServiceState(
            record, settings.service, lastAlive: files.lastSignOfService, at: now)
    }

    /// Tells everybody that the service is there.
    mutating func begin() {
        let metadata: Logger.Metadata = [
            "feeds": "\(settings.feeds.count)", "settings": "\(daemon.settingsPath)",
            "version": "\(daemon.version)",
        ]
        daemon.log.notice("service began", metadata: metadata)
        publish()
        daemon.systemd.tell(.ready)
        take(.event(.tick))
    }

    mutating func take(_ happening: Daemon.Happening) {
        let event: ServiceState.Event =
            switch happening {
            case .event(let event): event
            case .hangUp: reload()
            }
        if case .stop = event { daemon.systemd.tell(.stopping) }
        for action in state.next(event, at: SystemClock.moment()) { perform(action) }
        setAlarm()
    }

    private mutating func setAlarm() {
        alarm?.cancel()
        guard !hasEnded else { return }
        let seconds = min(
            state.secondsToNextTick(at: SystemClock.moment()),
            // Twice in the time that the watchdog waits.
            max(0.1, (daemon.systemd.watchdogSeconds ?? .infinity) / 2))
        let happened = happened
        alarm = Task {
            guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
            happened.yield(.event(.tick))
        }
    }

    private mutating func perform(_ action: ServiceState.Action) {
        switch action {
        case .look(let number): look(number)
        case .begin(let command, let limits): begin(command, limits)
        case .end: work?.cancel()
        case .publish: publish()
        case .signOfLife: showLife()
        case .feedWatchdog: daemon.systemd.tell(.alive)
        case .log(let news): log(news)
        case .leave:
            daemon.log.notice("service ended")
            hasEnded = true
        }
    }

    /// What it could not write is no sign of life, however well it is otherwise.
    private mutating func showLife() {
        if lastTrouble != nil || !HealthFiles(settings).touchService() { publish() }
    }

    /// In a thread of its own, as it may have to wait.
    private func look(_ number: Int) {
        let (poll, happened) = (poll, happened)
        Thread.detachNewThread { happened.yield(.event(.inbox(poll.look(), look: number))) }
    }

    private mutating func begin(_ command: ServiceState.Command, _ limits: RunLimits) {
        let (talk, troubles) = (daemon.talk, troubles)
        let process = RunProcess.command(
            command, settingsPath: daemon.settingsPath, texts: settings.texts, limits: limits,
            talk: { line in if command == .purge || troubles.isNews(line) { talk(line) } })
        let files = HealthFiles(settings)
        let happened = happened
        work = Task {
            var exit = await process.perform()
            // Status 2 is also that of a run that was recorded, and could not take every export.
            let recorded = try? files.run()
            exit.isRecorded = exit.status == 0 || (exit.pid != nil && recorded?.pid == exit.pid)
            if command == .reconcile {
                exit.overcome = troubles.runEnded(isRecorded: exit.isRecorded)
            }
            happened.yield(.event(.ended(exit)))
        }
    }

    /// Builds the new settings whole before anything of the old ones is given up.
    private mutating func reload() -> ServiceState.Event {
        do {
            let new = try Settings.load(path: daemon.settingsPath)
            let faults = settings.faults(ofReloadTo: new, path: daemon.settingsPath)
            guard faults.isEmpty else { return .settingsRefused(faults) }
            settings = new
            poll = InboxPoll(new)
            return .settingsTaken(new.service)
        } catch {
            return .settingsRefused(error.faults.map(\.description))
        }
    }

    private func log(_ news: ServiceNews) {
        let facts = news.facts.mapValues { Logger.MetadataValue.string($0) }
        daemon.log.log(level: news.level, "\(news.message)", metadata: facts)
        news.lines.forEach(daemon.talk)
    }

    private mutating func publish() {
        let files = HealthFiles(settings)
        var trouble: String?
        do throws(JournalError) {
            trouble = try files.write(state.record).first
        } catch {
            trouble = error.description
        }
        if let trouble, trouble != lastTrouble { daemon.talk(trouble) }
        lastTrouble = trouble
        let run = try? files.run()
        Memory.giveBackWhatOnlyTheStartNeeded()
        daemon.systemd.tell(.status(ServiceStatusLine(state.record, run)[settings.language]))
    }
}

extension Settings {
    /// What a running service cannot take, although it is sound.
    fileprivate func faults(ofReloadTo new: Settings, path: String) -> [String] {
        [
            ("state_directory", stateDirectory, new.stateDirectory),
            ("alert_directory", alertDirectory, new.alertDirectory),
        ].filter { $0.1 != $0.2 }.map { key, old, new in
            "\(path): error: `\(key)` was \(old) and is \(new) now; a running service keeps its"
                + " directories, so restart it"
        }
    }
}
