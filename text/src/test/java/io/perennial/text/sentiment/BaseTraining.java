// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.sentiment;

import io.perennial.text.Language;
import io.perennial.text.Polarity;
import io.perennial.text.embed.ReadText;
import io.perennial.text.embed.TextReader;
import io.perennial.text.learn.LearnConfig;
import io.perennial.text.learn.ModelBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How {@code base.bin} was made: {@code main(folder of XED, folder of UCI's sentences, file to
 * write)}. See SOURCE.md beside it.
 */
final class BaseTraining {

  private static final Map<String, String> CODES =
      Map.of("br", "pt", "bs", "hr", "sr", "hr", "cn", "zh", "tw", "zh");

  private static final Set<String> LEFT_OUT =
      Set.of("ja", "th", "ml", "eu", "gl", "en", "mk", "ms", "fa", "vi", "is");

  private static final Set<String> GOOD = Set.of("5", "8");
  private static final Set<String> BAD = Set.of("1", "3", "4", "6");

  /** Languages of which the sentence model makes something. */
  private static final Set<String> MEANT = Set.of("de", "fr", "es", "it", "pt", "nl");

  private static final int MOST_MEANT = 600;
  private static final int MOST = 4_000;
  private static final double OF_REVIEWS = 0.6;
  private static final double OF_FILMS = 0.2;
  private static final double CALM = 0.3;
  private static final double UNDECIDED = 0.21;
  private static final double OF_LEXICONS = 0.15;
  private static final int TIMES_OWN = 3;

  private final List<LabelledText> labels = new ArrayList<>();
  private final TextReader reader;

  private BaseTraining(TextReader reader) {
    this.reader = reader;
  }

  public static void main(String[] arguments) throws IOException {
    try (TextReader reader = TextReader.open(2)) {
      BaseTraining training = new BaseTraining(reader);
      training.addFilms(Path.of(arguments[0]));
      training.addLexicons();
      training.addOwn();
      training.addReviews(Path.of(arguments[1]));
      SentimentModel model =
          new SentimentTrainer(LearnConfig.defaults().withMaxSteps(60))
              .train("base", training.balanced());
      Files.write(Path.of(arguments[2]), ModelBytes.small(model.linear()));
    }
  }

  /** With good, bad and calm texts of each language weighing the same, by up to three times. */
  private List<LabelledText> balanced() {
    Map<Language, double[]> sums = new HashMap<>();
    for (LabelledText label : labels) {
      if (label.weight() != OF_LEXICONS) {
        sums.computeIfAbsent(label.text().language(), l -> new double[3])[place(label)] +=
            label.weight();
      }
    }
    List<LabelledText> balanced = new ArrayList<>();
    for (LabelledText label : labels) {
      double[] sum = sums.getOrDefault(label.text().language(), new double[] {1, 1, 1});
      double felt = (sum[SentimentModel.Place.NEGATIVE] + sum[SentimentModel.Place.POSITIVE]) / 2;
      double times = Math.max(0.5, Math.min(3, felt / Math.max(sum[place(label)], 1e-9)));
      boolean isWord = label.weight() == OF_LEXICONS;
      balanced.add(
          new LabelledText(
              label.text(),
              label.polarity(),
              isWord ? OF_LEXICONS : Math.min(1, times * label.weight())));
    }
    return balanced;
  }

  private static int place(LabelledText label) {
    return SentimentModel.Place.of(label.polarity());
  }

  private void add(List<String> texts, Polarity polarity, double weight) {
    for (ReadText text : reader.readAll(texts)) {
      if (!text.tokens().isEmpty()) {
        labels.add(new LabelledText(text, polarity, weight));
      }
    }
  }

  private void addReviews(Path folder) throws IOException {
    for (String name : List.of("amazon_cells", "imdb", "yelp")) {
      List<List<String>> texts = List.of(new ArrayList<>(), new ArrayList<>());
      for (String line : Files.readString(folder.resolve(name + "_labelled.txt")).split("\n", -1)) {
        int tab = line.lastIndexOf('\t');
        if (tab > 0) {
          texts.get(Integer.parseInt(line.substring(tab + 1).strip())).add(line.substring(0, tab));
        }
      }
      add(texts.get(0), Polarity.NEGATIVE, OF_REVIEWS);
      add(texts.get(1), Polarity.POSITIVE, OF_REVIEWS);
    }
  }

  private void addOwn() throws IOException {
    List<String> texts = rows("neutral.tsv").stream().map(row -> row[1]).toList();
    for (int times = 0; times < TIMES_OWN; times++) {
      add(texts, Polarity.NEUTRAL, 1);
      add(felt("+"), Polarity.POSITIVE, 1);
      add(felt("-"), Polarity.NEGATIVE, 1);
    }
  }

  private static List<String> felt(String sign) throws IOException {
    return rows("felt.tsv").stream().filter(row -> row[1].equals(sign)).map(row -> row[2]).toList();
  }

  /** What a film's line feels like, by the emotions that people said; empty if they are mixed. */
  private static Optional<Polarity> polarity(String emotions) {
    Set<String> said = Set.of(emotions.strip().split(",\\s*", -1));
    boolean isGood = said.stream().anyMatch(GOOD::contains);
    boolean isBad = said.stream().anyMatch(BAD::contains);
    if (isGood && isBad) {
      return Optional.empty();
    }
    return Optional.of(isGood ? Polarity.POSITIVE : isBad ? Polarity.NEGATIVE : Polarity.NEUTRAL);
  }

  private void addFilms(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (var found = Files.list(folder.resolve("Projections"))) {
      found.sorted().forEach(files::add);
    }
    for (Path file : files) {
      String name = file.getFileName().toString().substring(0, 2);
      if (!LEFT_OUT.contains(name)) {
        String code = CODES.getOrDefault(name, name);
        addLines(Files.readAllLines(file), new Language(code), MOST);
      }
    }
    addLines(
        Files.readAllLines(folder.resolve("AnnotatedData/en-annotated.tsv")),
        Language.ENGLISH,
        9_000);
    addCalm(Files.readAllLines(folder.resolve("AnnotatedData/neu_en.txt")), 6_000);
  }

  private void addCalm(List<String> lines, int most) {
    List<String> texts = new ArrayList<>();
    for (String line : lines) {
      if (texts.size() < most && line.indexOf('\t') > 0) {
        texts.add(line.split("\t", 2)[1]);
      }
    }
    add(texts, Polarity.NEUTRAL, CALM);
  }

  /** Every so many lines of a file, so that all films are among them. */
  private void addLines(List<String> lines, Language language, int most) {
    Map<Polarity, List<String>> texts =
        Map.of(
            Polarity.NEGATIVE,
            new ArrayList<>(),
            Polarity.NEUTRAL,
            new ArrayList<>(),
            Polarity.POSITIVE,
            new ArrayList<>());
    double every = Math.max(1, (double) lines.size() / most);
    for (double at = 0; at < lines.size(); at += every) {
      String[] row = lines.get((int) at).split("\t", -1);
      if (row.length == 2 && row[0].length() > (language.code().equals("zh") ? 2 : 8)) {
        polarity(row[1]).ifPresent(polarity -> texts.get(polarity).add(row[0]));
      }
    }
    for (Polarity polarity : Polarity.values()) {
      boolean isSaid = language.equals(Language.ENGLISH); // elsewhere projected from translations
      double weight = (polarity == Polarity.NEUTRAL ? UNDECIDED : OF_FILMS) * (isSaid ? 1 : 0.5);
      List<String> all = texts.get(polarity);
      int meant =
          language.equals(Language.ENGLISH)
              ? all.size()
              : MEANT.contains(language.code()) ? Math.min(all.size(), MOST_MEANT) : 0;
      add(all.subList(0, meant), polarity, weight);
      for (String text : all.subList(meant, all.size())) {
        labels.add(
            new LabelledText(TextReader.readWithoutMeaning(text, language), polarity, weight));
      }
    }
    System.out.println(language + " " + labels.size());
  }

  /** The words of the lexicons, so that their letters tell of words of the same stem. */
  private void addLexicons() throws IOException {
    for (String language :
        List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "tr")) {
      for (String[] row : rows("lexicon/" + language + ".tsv")) {
        addWord(row[0], Double.parseDouble(row[1]), new Language(language));
      }
    }
    for (String[] row : rows("own.tsv")) {
      if (row.length == 3) {
        addWord(row[1].replace('_', ' '), Double.parseDouble(row[2]), new Language(row[0]));
      }
    }
  }

  private void addWord(String word, double valence, Language language) {
    if (Math.abs(valence) >= 1) {
      Polarity polarity = valence > 0 ? Polarity.POSITIVE : Polarity.NEGATIVE;
      labels.add(
          new LabelledText(TextReader.readWithoutMeaning(word, language), polarity, OF_LEXICONS));
    }
  }

  private static List<String[]> rows(String file) throws IOException {
    try (var in = BaseTraining.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("# "))
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }
}
