// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import io.perennial.config.Section;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.pipeline.DecideSettings;
import io.perennial.features.FeatureConfig;
import io.perennial.features.pipeline.FeatureSettings;
import io.perennial.governance.AuditTrail;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.IdentitySettings;
import io.perennial.lake.Engine;
import io.perennial.lake.EngineProvider;
import io.perennial.lake.EngineSettings;
import io.perennial.lake.Lake;
import io.perennial.lake.iceberg.IcebergLake;
import io.perennial.lake.workspace.Workspace;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.segment.pipeline.SegmentSettings;
import io.perennial.serve.ServedWorkspace;
import io.perennial.value.pipeline.ValueConfig;
import io.perennial.value.pipeline.ValueSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** A workspace with the defaults of all settings. */
public record EmptyWorkspace(Workspace workspace, Clock clock) implements ServedWorkspace {

  /** One in which nothing ever ran, made in a new folder. */
  public static EmptyWorkspace in(Path folder) {
    return new EmptyWorkspace(Workspace.init(folder, ""), Clock.systemUTC());
  }

  @Override
  public String name() {
    return workspace.name();
  }

  @Override
  public String version() {
    return "0.0-test";
  }

  @Override
  public Currency currency() {
    return Currency.getInstance("EUR");
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Optional<Instant> writtenSince() {
    return Optional.empty();
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

  @Override
  public Engine openEngine() {
    return EngineProvider.named("duckdb")
        .open(
            new EngineSettings(256L << 20, 1, workspace.stateFolder().resolve("spill"), Map.of()));
  }

  @Override
  public IdentityConfig identity() {
    return IdentitySettings.config(Section.of(IdentitySettings.SPEC)).withSecret(secret());
  }

  @Override
  public FeatureConfig features() {
    return FeatureSettings.config(
        Section.of(FeatureSettings.ANALYSIS), Section.of(FeatureSettings.FEATURES), zone());
  }

  @Override
  public SegmentConfig segment() {
    return SegmentSettings.config(Section.of(SegmentSettings.SPEC), features(), currency());
  }

  @Override
  public ValueConfig value() {
    return ValueSettings.config(Section.of(ValueSettings.SECTION), features(), 1);
  }

  @Override
  public DecideConfig decide() {
    return DecideSettings.config(
        Section.of(DecideSettings.SECTION),
        Map.of(),
        features(),
        segment(),
        value().answer().margin());
  }
}
