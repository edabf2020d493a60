// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.app.ExitCode;
import io.perennial.app.UsageException;
import io.perennial.app.open.LooseEngine;
import io.perennial.app.open.OpenWorkspace;
import io.perennial.app.print.Amounts;
import io.perennial.app.print.JsonText;
import io.perennial.app.print.ProgressLine;
import io.perennial.app.settings.Settings;
import io.perennial.app.work.SourcesText;
import io.perennial.ingest.IngestException;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.ObjectStore;
import io.perennial.ingest.Preview;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.connect.Connect;
import io.perennial.ingest.connect.ConnectServer;
import io.perennial.ingest.connect.ConnectStore;
import io.perennial.ingest.connect.Guess;
import io.perennial.ingest.connect.Proposal;
import io.perennial.ingest.connect.ServerAddress;
import io.perennial.lake.LakeException;
import io.perennial.lake.workspace.FileTrouble;
import io.perennial.lake.workspace.ProcessFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at files and proposes how to read them. */
@Command(
    name = "connect",
    header = "Look at files, and propose the section of perennial.yaml that reads them.",
    description = {
      "Finds out encoding, delimiter, which column is the customer, the time, the amount, and how",
      "dates and numbers are written, with its confidence in each; shows the first rows as they",
      "would be read, and what would come of the sample; and says what it could not tell. Files",
      "with the same columns become one source. Of a list of persons, businesses, products or books"
          + " each",
      "row is a record, and every column that says something of it a claim, by which records are"
          + " found to",
      "be the same; beside events that holds for persons alone. What else holds no events is told"
          + " as such.",
      "Change what is wrong in perennial.yaml, where each line says how sure it is."
    },
    footer = {
      "",
      "Examples",
      "  perennial connect orders.csv",
      "  perennial connect exports/*.csv.gz tickets.jsonl --write",
      "  perennial connect firms.csv --leave-out cluster_id --write",
      "  perennial connect 'jdbc:postgresql://db/shop#orders' --user reader --password-variable PW",
      "  perennial connect kafka://broker:9092/clicks",
      "  perennial connect 's3://bucket/orders/*.csv' --endpoint https://minio.example.org:9000"
    })
final class ConnectCommand implements Callable<Integer> {

  private static final String SPILL = "state/spill";

  private final Perennial perennial;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "CSV, TSV, JSON Lines or Parquet files; also .gz. Or s3://…, gs://…, jdbc:…#table,"
              + " kafka://host:port/topic.")
  private List<String> files = List.of();

  @Option(names = "--user", paramLabel = "NAME", description = "Whom a database knows.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-variable",
      paramLabel = "NAME",
      description = "The variable of the environment that has the password.")
  private Optional<String> variable = Optional.empty();

  @Option(
      names = "--leave-out",
      paramLabel = "COLUMN",
      description = {
        "A column of a list that is to be no claim: the answer to who is who, or a key of another"
            + " list.",
        "May be given more than once."
      })
  private Set<String> leftOut = Set.of();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Where s3:// objects are, when not at Amazon; keys are found as AWS does.")
  private Optional<String> endpoint = Optional.empty();

  @Option(names = "--write", description = "Add the sources to perennial.yaml.")
  private boolean write;

  ConnectCommand(Perennial perennial) {
    this.perennial = perennial;
  }

  @Override
  public Integer call() {
    if (!write && perennial.workspaceFolder().isEmpty()) {
      Path here = perennial.surroundings().folder();
      Path spill = Path.of(System.getProperty("java.io.tmpdir", "."));
      try (LooseEngine loose = LooseEngine.open(spill, perennial.surroundings())) {
        Connect connect = new Connect(loose.engine(), here, loose.folder()).leavingOut(leftOut);
        propose(
            connect,
            server(connect, here, loose.folder()),
            store(connect, loose.folder()),
            ZoneOffset.UTC);
      }
      if (!perennial.quiet()) {
        perennial
            .surroundings()
            .err()
            .println("Not written: this is no workspace; perennial init FOLDER makes one");
      }
      return ExitCode.DONE.number();
    }
    try (OpenWorkspace open = perennial.openForReading()) {
      Path folder = open.workspace().folder();
      Proposal proposal;
      try (ProcessFolder copies = ProcessFolder.below(folder.resolve(SPILL), "connect")) {
        ZoneId zone = open.settings().ingest("").zone();
        Connect connect = new Connect(open.engine(), folder, copies.make()).leavingOut(leftOut);
        if (open.settings().sources().stream().anyMatch(ConnectCommand::hasEvents)) {
          connect.besideEvents();
        }
        proposal =
            propose(
                connect,
                server(connect, folder, copies.make()),
                store(connect, copies.make()),
                zone);
      }
      if (write) {
        write(proposal, open);
      } else if (!perennial.quiet()) {
        perennial
            .surroundings()
            .err()
            .println("Not written: --write adds it to " + open.workspace().configuration());
      }
    }
    return ExitCode.DONE.number();
  }

  private static boolean hasEvents(SourceConfig source) {
    return !source.mapping().type().equals(Mapping.PROFILE);
  }

  private ConnectServer server(Connect connect, Path folder, Path copies) {
    return new ConnectServer(connect, folder, copies, perennial.surroundings().environment());
  }

  private ConnectStore store(Connect connect, Path copies) {
    Map<String, String> environment = perennial.surroundings().environment();
    ObjectStore found = ObjectStore.found();
    Optional<String> key = Optional.ofNullable(environment.get("AWS_ACCESS_KEY_ID"));
    Optional<String> secret = Optional.ofNullable(environment.get("AWS_SECRET_ACCESS_KEY"));
    boolean both = key.isPresent() && secret.isPresent();
    boolean session = environment.containsKey("AWS_SESSION_TOKEN");
    return new ConnectStore(
        connect,
        copies,
        new ObjectStore(
            endpoint,
            found.region(),
            both && !session ? key : found.accessKey(),
            both && !session ? secret : found.secretKey(),
            found.pathStyle()));
  }

  private Proposal propose(
      Connect connect, ConnectServer servers, ConnectStore stores, ZoneId zone) {
    try (ProgressLine progress = perennial.progress()) {
      progress.begin("looking at " + Amounts.count(files.size(), "file"), 0, "files");
      Path here = perennial.surroundings().folder();
      List<Proposal.Source> sources = new ArrayList<>();
      Map<String, Tried> tried = new LinkedHashMap<>();
      List<Path> paths =
          files.stream()
              .filter(file -> !ServerAddress.is(file) && !ConnectStore.is(file))
              .map(here::resolve)
              .toList();
      if (!paths.isEmpty()) {
        sources.addAll(connect.propose(paths).sources());
      }
      files.stream()
          .filter(ConnectStore::is)
          .forEach(url -> sources.addAll(stores.propose(url).sources()));
      sources.forEach(source -> tried.put(source.name(), tried(connect, source, zone)));
      files.stream()
          .filter(ServerAddress::is)
          .map(text -> servers.propose(new ServerAddress(text, user, variable)))
          .forEach(found -> sources.addAll(found.sources()));
      Proposal proposal = new Proposal(sources);
      progress.rest();
      if (perennial.json()) {
        perennial.surroundings().out().println(JsonText.of(plain(proposal, tried)));
      } else {
        perennial.surroundings().out().print(proposal.yaml());
        if (!perennial.quiet()) {
          tried.forEach((name, of) -> perennial.surroundings().out().print(of.text(name)));
        }
      }
      return proposal;
    }
  }

  /** What came of a source's sampled rows, perhaps under two readings; or why nothing did. */
  private record Tried(Optional<Preview> preview, Optional<Preview> other, Optional<String> not) {

    String text(String source) {
      return preview
          .map(it -> PreviewText.of(source, it, other))
          .orElseGet(() -> not.map(why -> "# " + source + ": " + why + '\n').orElse(""));
    }
  }

  private Tried tried(Connect connect, Proposal.Source source, ZoneId zone) {
    Instant now = perennial.surroundings().clock().instant();
    try {
      return new Tried(
          connect.preview(source, zone, now),
          connect.previewOfOther(source, zone, now),
          Optional.empty());
    } catch (IngestException e) {
      return new Tried(
          Optional.empty(), Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void write(Proposal proposal, OpenWorkspace open) {
    Path file = open.workspace().configuration();
    List<String> taken = open.settings().sources().stream().map(SourceConfig::name).toList();
    for (Proposal.Source source : proposal.sources()) {
      if (taken.contains(source.name())) {
        throw new UsageException(
            "Cannot add source "
                + source.name()
                + ": "
                + file
                + " has one of that name; add the file to its list of files, or remove it first");
      }
      if (source.config().isEmpty()) {
        throw new UsageException(
            "Cannot add source "
                + source.name()
                + ": "
                + source.notes().get(0)
                + "; copy what is printed into "
                + file
                + " and complete it");
      }
    }
    try {
      String text = new SourcesText(Files.readString(file)).plus(proposal.yaml());
      // what is written must read back
      Settings.parse(text, file, perennial.surroundings().environment());
      Path fresh = file.resolveSibling(".perennial.yaml.new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LakeException("Cannot write " + file + ": " + FileTrouble.why(e), e);
    }
    perennial.say(
        "Added %s to %s; next: perennial run"
            .formatted(Amounts.count(proposal.sources().size(), "source"), file));
  }

  private static Map<String, Object> plain(Proposal proposal, Map<String, Tried> tried) {
    List<Map<String, Object>> sources = new ArrayList<>();
    for (Proposal.Source source : proposal.sources()) {
      Map<String, Object> plain = plain(source);
      Tried of = tried.get(source.name());
      if (of != null) {
        of.preview().ifPresent(it -> plain.put("preview", PreviewText.plain(it)));
        of.other().ifPresent(it -> plain.put("preview_of_other_reading", PreviewText.plain(it)));
      }
      sources.add(plain);
    }
    return Map.of("sources", sources, "yaml", proposal.yaml());
  }

  private static Map<String, Object> plain(Proposal.Source source) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", source.name());
    plain.put("confidence", source.confidence());
    plain.put("kind", source.kind().key());
    plain.put("usable", source.config().isPresent());
    Map<String, Object> fields = new TreeMap<>();
    source.fields().forEach((field, guess) -> fields.put(field.key(), plain(guess)));
    plain.put("fields", fields);
    Map<String, Object> claims = new TreeMap<>();
    source.claims().forEach((claim, guess) -> claims.put(claim, plain(guess)));
    plain.put("claims", claims);
    plain.put("notes", source.notes());
    return plain;
  }

  private static Map<String, Object> plain(Guess guess) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("column", guess.column());
    plain.put("confidence", guess.confidence());
    plain.put("reason", guess.reason());
    return plain;
  }
}
