// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.ingest.CleanRule;
import io.perennial.ingest.FileOutcome;
import io.perennial.ingest.IngestConfig;
import io.perennial.ingest.IngestReport;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.land.Origin;
import io.perennial.lake.Tables;
import io.perennial.lake.step.Step;
import io.perennial.lake.step.StepContext;
import io.perennial.lake.step.StepReport;
import io.perennial.lake.workspace.ProcessFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the files of all sources into the lake: events, claims, and what could not be taken. Files
 * that were read before are left alone; of a changed or grown file only what is new is added.
 */
public final class IngestStep implements Step {

  /** The figure of how many sources have more in quarantine than they allow. */
  public static final String TOO_MANY_QUARANTINED = "sources_above_allowed_quarantine";

  /** The figure of how many files could not be read; the run's message names them. */
  public static final String FILES_NOT_READ = "files_not_read";

  /** How the figures begin that say how many claims and texts a rule repaired or doubted. */
  public static final String CLEANED = "cleaned_";

  private final IngestConfig config;
  private final Path folder;
  private final Again again;
  private final Set<String> growing;

  /**
   * @param folder the workspace, where relative paths of the configuration start
   */
  public IngestStep(IngestConfig config, Path folder) {
    this(config, folder, Again.nothing());
  }

  /**
   * @param again what is read again
   */
  public IngestStep(IngestConfig config, Path folder, Again again) {
    this(config, folder, again, Set.of());
  }

  private IngestStep(IngestConfig config, Path folder, Again again, Set<String> growing) {
    this.config = config;
    this.folder = folder;
    this.again = again;
    this.growing = Set.copyOf(growing);
  }

  /** The same without files that are still being written, as {@link Watch} finds them. */
  public IngestStep without(Set<String> files) {
    return new IngestStep(config, folder, again, files);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<String> reads() {
    return List.of(Tables.ERASURES.name());
  }

  @Override
  public List<String> writes() {
    return List.of(
        Tables.EVENTS.name(),
        Tables.CLAIMS.name(),
        Tables.QUARANTINE.name(),
        Tables.INGESTED_FILES.name());
  }

  @Override
  public String settings() {
    StringBuilder settings = new StringBuilder("zone " + config.zone());
    settings.append('\n').append(config.clean().canonical());
    if (config.currencies().rates().isPresent()) {
      settings.append('\n').append(config.currencies().canonical());
    }
    for (SourceConfig source : config.sources()) {
      settings.append('\n').append(source.name()).append(' ').append(source.origin());
      settings.append('\n').append(source.canonical());
    }
    return settings.toString();
  }

  /** What shows that an origin has something new; what is missing shows when the step runs. */
  @Override
  public String outside() {
    StringBuilder state = new StringBuilder();
    for (SourceConfig source : config.sources()) {
      try (ProcessFolder copies = SourceReading.copies(folder);
          Origin origin = Origins.open(source, folder, config.zone(), copies::make)) {
        state.append(origin.state());
      }
    }
    config.currencies().rates().map(folder::resolve).ifPresent(file -> state.append(state(file)));
    // what was left out is read when it rests, though it is then as it was when it was left out
    return hex(StableHash.of(state + String.join("\n", new TreeSet<>(growing))));
  }

  /** A file of rates that is mended is read anew; a missing one shows when the step runs. */
  private static String state(Path rates) {
    return "rates " + rates.toFile().length() + ' ' + rates.toFile().lastModified() + '\n';
  }

  @Override
  public StepReport run(StepContext context) {
    IngestReport report = ingest(context);
    report.lines().forEach(context.progress()::say);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("rows_kept", (double) report.kept());
    figures.put("rows_duplicate", (double) report.duplicate());
    figures.put("rows_quarantined", (double) report.quarantined());
    figures.put("rows_erased", (double) report.erased());
    figures.put("rows_left_out", (double) report.leftOut());
    figures.put("claims", (double) report.claims());
    report
        .cleaned()
        .forEach(
            (rule, count) -> figures.put(CLEANED + rule.word().replace('-', '_'), (double) count));
    figures.put(TOO_MANY_QUARANTINED, (double) report.complaints().size());
    figures.put(FILES_NOT_READ, (double) report.notRead().size());
    return new StepReport(report.read(), report.kept(), figures, report.summary());
  }

  /**
   * Reads what is new. A file that cannot be read is left out and told; the others are taken.
   *
   * @throws io.perennial.ingest.IngestException when no file of a source can be read, or a source
   *     is not to be read as it is; the sources before it are in
   */
  public IngestReport ingest(StepContext context) {
    List<FileOutcome> outcomes = new ArrayList<>();
    List<IngestReport.Reason> reasons = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<IngestReport.NotRead> notRead = new ArrayList<>();
    Map<String, Double> allowed = new LinkedHashMap<>();
    Map<CleanRule, Long> cleaned = new EnumMap<>(CleanRule.class);
    long claims = 0;
    for (SourceConfig source : config.sources()) {
      allowed.put(source.name(), source.rules().allowQuarantined());
    }
    List<SourceIngest> done;
    LoadedRates rates = new LoadedRates(context.engine(), config.currencies(), folder);
    try {
      done = done(context);
    } finally {
      rates.close();
    }
    for (SourceIngest one : done) {
      outcomes.addAll(one.outcomes());
      reasons.addAll(one.reasons());
      notes.addAll(one.notes());
      notRead.addAll(one.notRead());
      one.cleaned().forEach((rule, count) -> cleaned.merge(rule, count, Long::sum));
      claims += one.claims();
    }
    return new IngestReport(outcomes, reasons, allowed, claims, cleaned, notes, notRead);
  }

  /** Reads the sources, those of a system that is read again together. */
  private List<SourceIngest> done(StepContext context) {
    Map<String, PastReadings> past = new LinkedHashMap<>();
    Set<String> systems = new LinkedHashSet<>();
    for (SourceConfig source : config.sources()) {
      PastReadings readings = PastReadings.of(context, source.name()).without(growing);
      past.put(source.name(), readings);
      if (again.sources().contains(source.name()) || readings.isUnfinished()) {
        systems.add(source.system());
      }
    }
    List<SourceIngest> done = new ArrayList<>();
    for (String system : systems) {
      done.addAll(new ReadAgain(context, config, folder, system, again.forgetsMissing()).run());
    }
    for (SourceConfig source : config.sources()) {
      if (!systems.contains(source.system())) {
        SourceIngest one = new SourceIngest(context, config, source, folder);
        one.run(past.getOrDefault(source.name(), PastReadings.none(source.name())));
        done.add(one);
      }
    }
    return done;
  }

  private static String hex(long value) {
    return String.format(Locale.ROOT, "%016x", value);
  }
}
