// SPDX-License-Identifier: Apache-2.0
package io.perennial.ingest.connect;

import io.perennial.ingest.ColumnChoice;
import io.perennial.ingest.EventField;
import io.perennial.ingest.FileReading;
import io.perennial.ingest.Mapping;
import io.perennial.ingest.RowRules;
import io.perennial.ingest.SourceConfig;
import io.perennial.ingest.connect.Connect.Looked;
import io.perennial.ingest.sniff.FileShape;
import io.perennial.ingest.sniff.FileSniffer;
import io.perennial.ingest.sniff.NumberForms;
import io.perennial.ingest.sniff.TimeForms;
import io.perennial.lake.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What files of one kind are, all together. */
final class SourceGuess {

  private static final Pattern WHOLE = Pattern.compile("[0-9]+[.]0");

  private final String name;
  private final List<Looked> files;
  private final Looked first;
  private final Map<EventField, Guess> fields;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, String> typeValues = new LinkedHashMap<>();
  private boolean typed;

  SourceGuess(String name, List<Looked> files) {
    this.name = name;
    this.files = files;
    this.first = files.get(0);
    this.fields = new EnumMap<>(EventField.class);
    this.fields.putAll(first.roles().fields());
  }

  Proposal.Source source() {
    findTypes();
    boolean usable = fields.containsKey(EventField.CUSTOMER) && fields.containsKey(EventField.TIME);
    TimeForms times = times();
    String type = typed ? "order" : type();
    Optional<String> prefix = returnPrefix();
    boolean keep = identicalRows(times);
    double allowed = allowedQuarantine();
    noteRest(times);
    Map<EventField, ColumnChoice> columns = new EnumMap<>(EventField.class);
    fields.keySet().forEach(field -> columns.put(field, choice(field)));
    Map<String, ColumnChoice> claims = new LinkedHashMap<>();
    first.roles().claims().keySet().forEach(claim -> claims.put(claim, claimChoice(claim)));
    List<String> properties = properties();
    Optional<String> timeFormat =
        times.formats().size() == 1 ? Optional.of(times.formats().get(0)) : Optional.empty();
    Optional<Character> mark =
        switch (mark()) {
          case COMMA -> Optional.of(',');
          case POINT -> Optional.of('.');
          case UNKNOWN -> Optional.empty();
        };
    FileReading reading = reading();
    RowRules rules =
        RowRules.defaults()
            .withAllowQuarantined(allowed)
            .withIdenticalRows(keep ? RowRules.IdenticalRows.KEEP : RowRules.IdenticalRows.DROP);
    Optional<SourceConfig> config =
        usable
            ? Optional.of(
                new SourceConfig(
                    name,
                    name,
                    files.stream().map(Looked::name).toList(),
                    reading,
                    new Mapping(
                        columns,
                        Map.of(),
                        type,
                        typeValues,
                        prefix,
                        timeFormat,
                        Optional.empty(),
                        mark,
                        claims,
                        properties),
                    rules))
            : Optional.empty();
    String yaml = yaml(columns, claims, properties, reading, type, prefix, timeFormat, mark, rules);
    return new Proposal.Source(name, config, fields, first.roles().claims(), notes, yaml);
  }

  // ---- what the rows are

  private void findTypes() {
    Guess guess = fields.get(EventField.TYPE);
    if (guess == null) {
      return;
    }
    ColumnProfile column = first.column(guess.column());
    Set<String> words = new LinkedHashSet<>();
    files.forEach(
        file ->
            file.roles()
                .column(EventField.TYPE)
                .ifPresent(c -> words.addAll(file.column(c).counts().keySet())));
    long known =
        column.counts().entrySet().stream()
            .filter(e -> EventWords.meaning(e.getKey()).isPresent())
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (column.distinct() > 60 || known * 2 < column.filled()) {
      fields.remove(EventField.TYPE);
      return;
    }
    typed = true;
    typeValues.putAll(EventWords.values(words));
    List<String> unknown =
        words.stream().filter(word -> EventWords.meaning(word).isEmpty()).sorted().toList();
    if (!unknown.isEmpty()) {
      notes.add(
          "not known in "
              + guess.column()
              + ": "
              + String.join(", ", unknown.subList(0, Math.min(8, unknown.size())))
              + "; such rows go to quarantine until type-values says what they mean");
    }
  }

  private String type() {
    if (!fields.containsKey(EventField.AMOUNT)
        && name.toLowerCase(Locale.ROOT).matches(".*(redempt|redeem|coupon|voucher).*")) {
      return "conversion";
    }
    if (fields.containsKey(EventField.AMOUNT)
        || fields.containsKey(EventField.UNIT_PRICE)
        || fields.containsKey(EventField.QUANTITY)) {
      return "order";
    }
    if (fields.containsKey(EventField.TEXT) || fields.containsKey(EventField.SCORE)) {
      return fields.containsKey(EventField.TEXT) ? "review" : "survey";
    }
    String time =
        fields.containsKey(EventField.TIME)
            ? ColumnNames.words(fields.get(EventField.TIME).column())
            : "";
    if (time.matches(".*(sign_?up|regist|join|creat|enrol|first_seen|erstellt|cree|creado).*")) {
      return "sign_up";
    }
    if (time.matches(".*(subscri|start).*")) {
      return "subscription_start";
    }
    boolean web =
        fields.containsKey(EventField.SESSION_ID)
            || first.shape().fields().stream()
                .anyMatch(
                    f ->
                        ColumnNames.words(f)
                            .matches("(page_?)?(url|path|uri)|page|referrer|user_agent"));
    return web && !fields.containsKey(EventField.ORDER_ID) ? "page_view" : "order";
  }

  /** Order ids with a letter before their digits that stand, nearly always, with negative money. */
  private Optional<String> returnPrefix() {
    Optional<String> order = first.roles().column(EventField.ORDER_ID);
    Optional<String> money =
        first.roles().column(EventField.QUANTITY).or(() -> first.roles().column(EventField.AMOUNT));
    if (order.isEmpty() || money.isEmpty() || !fields.containsKey(EventField.ORDER_ID)) {
      return Optional.empty();
    }
    List<String> orders = first.shape().values(order.get());
    List<String> amounts = first.shape().values(money.get());
    Map<String, int[]> byPrefix = new LinkedHashMap<>();
    for (int i = 0; i < orders.size(); i++) {
      String id = orders.get(i).strip();
      int letters = 0;
      while (letters < id.length() && Character.isLetter(id.charAt(letters))) {
        letters++;
      }
      int[] counts = byPrefix.computeIfAbsent(id.substring(0, letters), key -> new int[2]);
      counts[0]++;
      counts[1] += amounts.get(i).strip().startsWith("-") ? 1 : 0;
    }
    return byPrefix.entrySet().stream()
        .filter(e -> !e.getKey().isEmpty() && e.getKey().length() <= 4)
        .filter(e -> e.getValue()[0] >= 3 && e.getValue()[1] >= 0.9 * e.getValue()[0])
        .filter(e -> e.getValue()[0] * 2 < orders.size())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  // ---- how they are read

  private TimeForms times() {
    List<String> values = new ArrayList<>();
    for (Looked file : files) {
      String column = file.roles().column(EventField.TIME).orElse("");
      List<String> parts =
          ColumnChoice.of(column.isEmpty() ? "-" : column)
              .in(file.shape().fields())
              .orElse(List.of());
      for (List<String> row : file.shape().rows()) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
          text.append(text.isEmpty() ? "" : " ")
              .append(row.get(file.shape().fields().indexOf(part)).strip());
        }
        values.add(text.toString());
      }
    }
    return TimeForms.of(values, mark());
  }

  private NumberForms.Mark mark() {
    return files.stream()
        .map(Looked::mark)
        .filter(mark -> mark != NumberForms.Mark.UNKNOWN)
        .findFirst()
        .orElse(NumberForms.Mark.UNKNOWN);
  }

  /** Days alone, and no order to tell two purchases of a day apart. */
  private boolean identicalRows(TimeForms times) {
    if (!fields.containsKey(EventField.TIME)
        || times.timed()
        || fields.containsKey(EventField.ORDER_ID)
        || fields.containsKey(EventField.EVENT_ID)) {
      return false;
    }
    notes.add("times are days and there is no order id: identical rows are kept");
    return true;
  }

  private double allowedQuarantine() {
    Guess customer = fields.get(EventField.CUSTOMER);
    if (customer == null) {
      return RowRules.defaults().allowQuarantined();
    }
    double rows = 0;
    double empty = 0;
    for (Looked file : files) {
      String column = file.roles().column(EventField.CUSTOMER).orElse("");
      for (ColumnProfile profile : file.columns()) {
        if (profile.name().equals(column)) {
          rows += profile.rows();
          empty += profile.rows() - profile.filled();
        }
      }
    }
    double share = rows == 0 ? 0 : empty / rows;
    double allowed = RowRules.defaults().allowQuarantined();
    if (share == 0) {
      return allowed;
    }
    if (share * 1.15 + 0.01 > allowed) {
      allowed = Math.min(1, Math.ceil((share * 1.15 + 0.01) * 20) / 20);
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "%s of sampled rows have no %s: they go to quarantine%s; empty-customer: guest would"
                + " make each order a customer of its own",
            percent(share),
            customer.column(),
            allowed > RowRules.defaults().allowQuarantined()
                ? String.format(Locale.ROOT, "; allow-quarantined is set to %.2f", allowed)
                : ""));
    return allowed;
  }

  private static String percent(double share) {
    return share < 0.01
        ? String.format(Locale.ROOT, "%.2f %%", 100 * share)
        : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private void noteRest(TimeForms times) {
    if (!fields.containsKey(EventField.CUSTOMER)) {
      notes.add("no column that names a customer was found: set columns.customer");
    } else {
      first.shape().values(fields.get(EventField.CUSTOMER).column()).stream()
          .filter(key -> WHOLE.matcher(key.strip()).matches())
          .findFirst()
          .ifPresent(
              key ->
                  notes.add(
                      "customers such as "
                          + key.strip()
                          + " are read as "
                          + key.strip().replace(".0", "")
                          + ", as other files may name them"));
    }
    if (!fields.containsKey(EventField.TIME)) {
      notes.add(
          "no column with a time was found: set columns.time; without one rows are no events");
    }
    times
        .ambiguous()
        .filter(other -> !times.formats().get(0).equals(other))
        .ifPresent(
            other ->
                notes.add(
                    "times are read as "
                        + times.formats().get(0)
                        + " but could be "
                        + other
                        + ": nothing in the sample tells; please check"));
    if (times.formats().size() > 1) {
      notes.add("times are written in several ways: " + String.join(", ", times.formats()));
    }
    if (times.share() < 1 && times.share() > 0) {
      notes.add(
          percent(1 - times.share()) + " of sampled times cannot be read: they go to quarantine");
    }
    Guess amount = fields.get(EventField.AMOUNT);
    if (amount != null && first.column(amount.column()).negatives() > 0.5) {
      notes.add("most values of " + amount.column() + " are negative: they become returns");
    }
    if (amount != null && first.column(amount.column()).numbers() < 1) {
      notes.add(
          percent(1 - first.column(amount.column()).numbers())
              + " of sampled values of "
              + amount.column()
              + " cannot be read as numbers: they go to quarantine, the empty ones do not");
    }
    if (!first.roles().personal().isEmpty()) {
      notes.add(
          "left out, since properties are no place for personal data: "
              + String.join(", ", first.roles().personal())
              + "; make them claims if they are about the customer");
    }
    if (!first.roles().dropped().isEmpty()) {
      notes.add(
          "left out, since it only counts the rows: "
              + first.roles().dropped().stream()
                  .map(column -> column.isBlank() ? "the column without a name" : column)
                  .collect(Collectors.joining(", ")));
    }
    Set<String> seen = new LinkedHashSet<>();
    List<String> twice =
        first.shape().fields().stream().filter(f -> !seen.add(f)).distinct().toList();
    if (!twice.isEmpty()) {
      notes.add("there twice, the first is read: " + String.join(", ", twice));
    }
  }

  private FileReading reading() {
    FileShape shape = first.shape();
    if (!(shape.format() instanceof TextFormat.Csv csv)) {
      return FileReading.auto();
    }
    boolean same = files.stream().allMatch(f -> f.shape().format().equals(shape.format()));
    if (!same) {
      return FileReading.auto();
    }
    return new FileReading(
        FileReading.Format.CSV,
        Optional.of(csv.delimiter()),
        csv.quote() == '"' || csv.quote() == 0 ? Optional.empty() : Optional.of(csv.quote()),
        shape.charset().equals(StandardCharsets.UTF_8)
            ? Optional.empty()
            : Optional.of(FileSniffer.word(shape.charset())),
        Optional.of(csv.header()),
        csv.skip() == 0 ? Optional.empty() : Optional.of(csv.skip()));
  }

  // ---- which columns

  private ColumnChoice choice(EventField field) {
    Set<String> names = new LinkedHashSet<>();
    files.forEach(file -> file.roles().column(field).ifPresent(names::add));
    return new ColumnChoice(List.copyOf(names));
  }

  private ColumnChoice claimChoice(String claim) {
    Set<String> names = new LinkedHashSet<>();
    for (Looked file : files) {
      Guess guess = file.roles().claims().get(claim);
      if (guess != null) {
        names.add(guess.column());
      }
    }
    return new ColumnChoice(List.copyOf(names));
  }

  private List<String> properties() {
    Set<String> used = new LinkedHashSet<>();
    for (EventField field : fields.keySet()) {
      choice(field).alternatives().forEach(a -> used.addAll(List.of(a.split(" \\+ "))));
    }
    first.roles().claims().keySet().forEach(c -> used.addAll(claimChoice(c).alternatives()));
    used.addAll(first.roles().dropped());
    files.forEach(file -> used.addAll(file.roles().personal()));
    Set<String> rest = new LinkedHashSet<>();
    for (Looked file : files) {
      file.shape().fields().stream()
          .filter(f -> !f.isBlank() && !used.contains(f))
          .forEach(rest::add);
    }
    return List.copyOf(rest);
  }

  // ---- in words

  private String yaml(
      Map<EventField, ColumnChoice> columns,
      Map<String, ColumnChoice> claims,
      List<String> properties,
      FileReading reading,
      String type,
      Optional<String> prefix,
      Optional<String> timeFormat,
      Optional<Character> mark,
      RowRules rules) {
    SourceYaml yaml = new SourceYaml(name);
    notes.forEach(yaml::note);
    yaml.list("files", files.stream().map(Looked::name).toList());
    if (reading.format() == FileReading.Format.CSV) {
      yaml.key("format", "csv", "");
    }
    reading.delimiter().ifPresent(d -> yaml.key("delimiter", String.valueOf(d), ""));
    reading.quote().ifPresent(q -> yaml.key("quote", String.valueOf(q), ""));
    reading.encoding().ifPresent(e -> yaml.key("encoding", e, ""));
    reading
        .header()
        .ifPresent(
            header ->
                yaml.raw(
                    "header",
                    header.toString(),
                    header ? "" : "columns are column1, column2 and so on"));
    reading.skip().ifPresent(s -> yaml.raw("skip", Integer.toString(s), "lines before the header"));
    yaml.section("columns");
    for (EventField field : List.of(EventField.CUSTOMER, EventField.TIME, EventField.AMOUNT)) {
      Guess doubtful = first.roles().doubtful().get(field);
      if (columns.containsKey(field)) {
        continue;
      }
      if (doubtful != null) {
        yaml.missing(
            field.key(), doubtful.column() + "? " + SourceYaml.guess(doubtful) + " and say so");
      } else if (field != EventField.AMOUNT) {
        yaml.missing(field.key(), "which of: " + String.join(", ", first.shape().fields()));
      }
    }
    columns.forEach(
        (field, choice) -> yaml.choice(field.key(), choice, SourceYaml.guess(fields.get(field))));
    if (!typed && columns.containsKey(EventField.TIME)) {
      yaml.key("type", type, "");
    }
    if (!typeValues.isEmpty()) {
      yaml.section("type-values");
      typeValues.forEach((said, meant) -> yaml.inner(said, meant, ""));
    }
    timeFormat.ifPresent(format -> yaml.key("time-format", format, ""));
    mark.ifPresent(m -> yaml.key("decimal-mark", String.valueOf(m), ""));
    prefix.ifPresent(
        p -> yaml.key("return-prefix", p, "orders that begin with it have negative quantities"));
    if (!claims.isEmpty()) {
      yaml.section("claims");
      claims.forEach(
          (claim, choice) ->
              yaml.inner(
                  claim,
                  String.join(" | ", choice.alternatives()),
                  SourceYaml.guess(first.roles().claims().get(claim))));
    }
    if (!properties.isEmpty()) {
      yaml.list("properties", properties);
    }
    if (rules.identicalRows() == RowRules.IdenticalRows.KEEP) {
      yaml.key("identical-rows", "keep", "");
    }
    if (rules.allowQuarantined() != RowRules.defaults().allowQuarantined()) {
      yaml.raw(
          "allow-quarantined",
          String.format(Locale.ROOT, "%.2f", rules.allowQuarantined()),
          "share of rows");
    }
    return yaml.toString();
  }
}
