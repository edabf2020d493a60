// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.work;

import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.query.TableViews;
import io.perennial.app.settings.EngineChoice;
import io.perennial.app.settings.LakeSettings;
import io.perennial.governance.AuditTrail;
import io.perennial.governance.Run;
import io.perennial.lake.TableSpec;
import io.perennial.lake.step.RunLog;
import io.perennial.lake.workspace.FileTrouble;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that may be wrong with a workspace, and changes nothing. */
public final class HealthCheck {

  private static final long LITTLE_ROOM = 2_000_000_000L;

  private final OpenWorkspace open;
  private final List<Finding> findings = new ArrayList<>();
  private final List<TableHealth> tables = new ArrayList<>();

  private HealthCheck(OpenWorkspace open) {
    this.open = open;
  }

  /** Looks. */
  public static HealthCheck of(OpenWorkspace open, String version) {
    HealthCheck check = new HealthCheck(open);
    check.workspace(version);
    check.engine();
    check.room();
    check.tables();
    check.runs();
    check.audit();
    return check;
  }

  /** What was found, in the order of looking. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** The tables that exist. */
  public List<TableHealth> tableHealth() {
    return List.copyOf(tables);
  }

  /** Whether something does not work. */
  public boolean isBroken() {
    return findings.stream().anyMatch(f -> f.grade() == Finding.Grade.BROKEN);
  }

  private void workspace(String version) {
    findings.add(
        Finding.well(
            "version",
            "Perennial %s, Java %s, workspace format %d"
                .formatted(
                    version, Runtime.version().feature(), open.workspace().formatVersion())));
    findings.add(Finding.well("configuration", open.workspace().configuration() + " is valid"));
    findings.add(
        open.workspace()
            .writer()
            .map(
                holder ->
                    Finding.care(
                        "lock",
                        "process %d (%s) is writing since %s"
                            .formatted(holder.pid(), holder.command(), holder.since())))
            .orElse(Finding.well("lock", "nobody is writing")));
  }

  private void engine() {
    EngineChoice choice = open.settings().engine();
    String does =
        "%s with %s of memory and %s"
            .formatted(
                choice.name(),
                Amounts.bytes(choice.settings().memoryBytes()),
                Amounts.count(choice.settings().threads(), "thread"));
    long heap = Runtime.getRuntime().maxMemory();
    long machine = EngineChoice.machineMemory();
    if (choice.settings().memoryBytes() + heap > machine) {
      findings.add(
          Finding.care(
              "engine",
              does
                  + ": together with Java's "
                  + Amounts.bytes(heap)
                  + " that is more than the machine has ("
                  + Amounts.bytes(machine)
                  + "); lower engine.memory"));
    } else {
      findings.add(Finding.well("engine", does));
    }
  }

  private void room() {
    try {
      FileStore disk = Files.getFileStore(open.workspace().folder());
      long room = disk.getUsableSpace();
      String message = Amounts.bytes(room) + " free";
      if (!Files.isWritable(open.workspace().stateFolder())
          && Files.exists(open.workspace().stateFolder())) {
        findings.add(
            Finding.broken("disk", "no permission to write to " + open.workspace().stateFolder()));
      } else if (room < LITTLE_ROOM) {
        findings.add(Finding.care("disk", message + ": make room before the next run"));
      } else {
        findings.add(Finding.well("disk", message));
      }
    } catch (IOException e) {
      findings.add(Finding.broken("disk", FileTrouble.why(e)));
    }
  }

  private void tables() {
    LakeSettings lake = open.settings().lake();
    List<String> there = open.lake().names();
    for (TableSpec spec : TableViews.TABLES) {
      if (there.contains(spec.name())) {
        TableHealth health = TableHealth.of(open.lake().table(spec), lake.smallFile());
        tables.add(health);
        if (health.missing() > 0) {
          findings.add(
              Finding.broken(
                  "table " + spec.name(),
                  Amounts.count(health.missing(), "file")
                      + " that a snapshot names are not on the disk; restore them from a backup"));
        }
        if (health.orphans() > 0) {
          findings.add(
              Finding.care(
                  "table " + spec.name(),
                  "%s (%s) that no snapshot names: perennial upkeep deletes them once they are old"
                      .formatted(
                          Amounts.count(health.orphans(), "file"),
                          Amounts.bytes(health.orphanBytes()))));
        }
      }
    }
    if (tables.isEmpty()) {
      findings.add(Finding.well("tables", "none yet: perennial run makes them"));
    }
  }

  private void runs() {
    if (!open.lake().names().contains("runs")) {
      return;
    }
    List<Run> latest = new RunLog(open.lake(), open.engine()).latest(1);
    for (Run run : latest) {
      String what = "%s at %s: ".formatted(run.step(), run.startedAt());
      findings.add(
          switch (run.outcome()) {
            case DONE -> Finding.well("last run", what + run.message());
            case FAILED ->
                Finding.care(
                    "last run",
                    what + "failed: " + run.message() + "; perennial run goes on from there");
            case STARTED ->
                Finding.care(
                    "last run",
                    what + "runs still, or was broken off; perennial run goes on from there");
          });
    }
  }

  private void audit() {
    AuditTrail.Chain chain = open.workspace().auditTrail().check();
    String lines = Amounts.count(chain.entries(), "line");
    findings.add(
        chain
            .brokenAt()
            .map(
                number ->
                    Finding.broken(
                        "audit trail",
                        "its chain breaks at line "
                            + number
                            + " of state/audit.jsonl: lines were changed, taken out or put in;"
                            + " compare it with a backup"))
            .orElse(Finding.well("audit trail", lines + ", each chained to the one before")));
  }
}
