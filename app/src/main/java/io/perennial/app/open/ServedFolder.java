// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.open;

import io.perennial.app.Surroundings;
import io.perennial.app.settings.Settings;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.features.FeatureConfig;
import io.perennial.governance.AuditTrail;
import io.perennial.identity.IdentityConfig;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.workspace.LockHolder;
import io.perennial.lake.workspace.Workspace;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.serve.ServedWorkspace;
import io.perennial.value.pipeline.ValueConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;

/**
 * A workspace as the server sees it: read, never written but for what is the server's own.
 *
 * @param workspace that is served
 * @param settings of its perennial.yaml
 * @param clock the time
 * @param version of Perennial
 */
public record ServedFolder(Workspace workspace, Settings settings, Clock clock, String version)
    implements ServedWorkspace {

  private static final int ENGINES = 4;

  /** Reads its settings. */
  public static ServedFolder of(Workspace workspace, Surroundings surroundings, String version) {
    return new ServedFolder(
        workspace,
        Settings.read(workspace.configuration(), surroundings.environment()),
        surroundings.clock(),
        version);
  }

  @Override
  public String name() {
    return workspace.name();
  }

  @Override
  public Currency currency() {
    return settings.workspace().currency();
  }

  @Override
  public ZoneId zone() {
    return settings.workspace().zone();
  }

  @Override
  public Optional<Instant> writtenSince() {
    return workspace.unfinished().map(LockHolder::wholeAt);
  }

  @Override
  public Path stateFolder() {
    return workspace.stateFolder();
  }

  @Override
  public String secret() {
    return workspace.secret();
  }

  @Override
  public AuditTrail audit() {
    return workspace.auditTrail();
  }

  @Override
  public Lake openLake() {
    return IcebergLake.openForReading(workspace.lakeFolder(), clock);
  }

  /** With a quarter of the memory: beside it there may be that of newer tables, and of what-ifs. */
  @Override
  public Engine openEngine() {
    EngineSettings all = settings.engine().settings();
    return EngineProvider.named(settings.engine().name())
        .open(
            new EngineSettings(
                Math.max(EngineSettings.LEAST_MEMORY_BYTES, all.memoryBytes() / ENGINES),
                all.threads(),
                all.spillFolder(),
                all.extra()));
  }

  @Override
  public IdentityConfig identity() {
    return settings.identity().withSecret(workspace.secret());
  }

  @Override
  public FeatureConfig features() {
    return settings.features();
  }

  @Override
  public SegmentConfig segment() {
    return settings.segment();
  }

  @Override
  public ValueConfig value() {
    return settings.value();
  }

  @Override
  public DecideConfig decide() {
    return settings.decide();
  }
}
