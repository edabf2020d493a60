// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.settings;

import io.perennial.config.Configuration;
import io.perennial.config.DefaultFile;
import io.perennial.config.JsonSchema;
import io.perennial.config.Section;
import io.perennial.config.SectionSpec;
import io.perennial.decide.action.ActionDeclarations;
import io.perennial.decide.pipeline.DecideConfig;
import io.perennial.decide.pipeline.DecideSettings;
import io.perennial.decide.recommend.pipeline.RecommendConfig;
import io.perennial.decide.recommend.pipeline.RecommendSettings;
import io.perennial.features.FeatureConfig;
import io.perennial.features.Rolling;
import io.perennial.features.pipeline.FeatureSettings;
import io.perennial.identity.IdentityConfig;
import io.perennial.identity.IdentitySettings;
import io.perennial.ingest.CleanConfig;
import io.perennial.ingest.CleanSettings;
import io.perennial.ingest.Currencies;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.RatesSettings;
import io.perennial.ingest.SchemaChange;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.SourceSettings;
import io.perennial.ingest.quality.QualityConfig;
import io.perennial.ingest.quality.QualitySettings;
import io.perennial.segment.pipeline.SegmentConfig;
import io.perennial.segment.pipeline.SegmentSettings;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.ServeSettings;
import io.perennial.text.TextConfig;
import io.perennial.text.TextSettings;
import io.perennial.value.pipeline.ValueConfig;
import io.perennial.value.pipeline.ValueSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a workspace's perennial.yaml says.
 *
 * @param workspace what holds for all of it
 * @param engine what does the work
 * @param sources what goes in
 * @param clean how what goes in is cleaned
 * @param currencies in which money is kept
 * @param quality what is expected of the data
 * @param onSchemaChange what is done when a file has other columns than the one before it
 * @param identity which records are one customer
 * @param text what is done with what customers write
 * @param features what is computed of customers, and as of when
 * @param training the instants of the past at which customers are looked at, too
 * @param segment how customers are segmented
 * @param value what customers are worth, and how that is checked
 * @param recommend which products are offered to whom
 * @param decide what may be done with customers, and within which limits
 * @param serve how answers are served over HTTP
 * @param lake how tables are kept tidy
 */
public record Settings(
    WorkspaceSettings workspace,
    EngineChoice engine,
    List<SourceConfig> sources,
    CleanConfig clean,
    Currencies currencies,
    QualityConfig quality,
    SchemaChange onSchemaChange,
    IdentityConfig identity,
    TextConfig text,
    FeatureConfig features,
    Rolling training,
    SegmentConfig segment,
    ValueConfig value,
    RecommendConfig recommend,
    DecideConfig decide,
    ServeConfig serve,
    LakeSettings lake) {

  private static final SectionSpec FILE =
      SectionSpec.root(
          "Perennial's configuration. Check it with: perennial check",
          WorkspaceSettings.SECTION,
          EngineChoice.SECTION,
          EngineChoice.SPARK,
          SourceSettings.SPEC,
          RatesSettings.SPEC,
          CleanSettings.SPEC,
          QualitySettings.SECTION,
          FeatureSettings.ANALYSIS,
          IdentitySettings.SPEC,
          TextSettings.SPEC,
          FeatureSettings.FEATURES,
          SegmentSettings.SPEC,
          ValueSettings.SECTION,
          RecommendSettings.SECTION,
          DecideSettings.SECTION,
          ActionDeclarations.ACTIONS,
          ServeSettings.SECTION,
          LakeSettings.SECTION);

  /**
   * Reads a file.
   *
   * @param environment the variables that it may refer to
   * @throws io.perennial.config.ConfigException with all that is wrong with it
   */
  public static Settings read(Path file, Map<String, String> environment) {
    return of(Configuration.read(file, FILE, environment), environment);
  }

  /**
   * Reads what would be the text of a file.
   *
   * @throws io.perennial.config.ConfigException with all that is wrong with it
   */
  public static Settings parse(String text, Path file, Map<String, String> environment) {
    return of(Configuration.parse(text, file, FILE, environment), environment);
  }

  private static Settings of(Section root, Map<String, String> environment) {
    WorkspaceSettings workspace = WorkspaceSettings.of(root.section(WorkspaceSettings.SECTION));
    FeatureConfig features =
        FeatureSettings.config(
            root.section(FeatureSettings.ANALYSIS),
            root.section(FeatureSettings.FEATURES),
            workspace.zone());
    SegmentConfig segment =
        SegmentSettings.config(root.section(SegmentSettings.SPEC), features, workspace.currency());
    ValueConfig value =
        ValueSettings.config(root.section(ValueSettings.SECTION), features, workspace.seed());
    return new Settings(
        workspace,
        EngineChoice.of(
            root.section(EngineChoice.SECTION), root.section(EngineChoice.SPARK), environment),
        SourceSettings.sources(root),
        CleanSettings.config(root.section(CleanSettings.SPEC)),
        RatesSettings.currencies(
            root.section(RatesSettings.SPEC), workspace.currency().getCurrencyCode()),
        QualitySettings.config(root.section(QualitySettings.SECTION)),
        QualitySettings.onSchemaChange(root.section(QualitySettings.SECTION)),
        IdentitySettings.config(root.section(IdentitySettings.SPEC)),
        TextSettings.config(root.section(TextSettings.SPEC)),
        features,
        FeatureSettings.training(root.section(FeatureSettings.FEATURES)),
        segment,
        value,
        RecommendSettings.config(root.section(RecommendSettings.SECTION), features),
        DecideSettings.config(
            root.section(DecideSettings.SECTION),
            root.named(ActionDeclarations.ACTIONS),
            features,
            segment,
            value.answer().margin()),
        ServeSettings.config(root.section(ServeSettings.SECTION)),
        LakeSettings.of(root.section(LakeSettings.SECTION)));
  }

  /**
   * What goes in.
   *
   * @param secret of the workspace, under which erased records are remembered
   */
  public IngestConfig ingest(String secret) {
    return new IngestConfig(
        sources,
        workspace.zone(),
        IngestConfig.DEFAULT_BATCH_BYTES,
        secret,
        clean,
        currencies,
        onSchemaChange);
  }

  /** The systems whose keys customers have, in the order of the file. */
  public List<String> systems() {
    return sources.stream().map(SourceConfig::system).distinct().toList();
  }

  /** The file that {@code init} writes: every setting with its meaning and default. */
  public static String defaultFile() {
    return DefaultFile.of(FILE);
  }

  /** The JSON Schema of the file. */
  public static String jsonSchema() {
    return JsonSchema.of(FILE);
  }
}
