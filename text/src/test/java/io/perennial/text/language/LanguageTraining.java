// SPDX-License-Identifier: Apache-2.0
package io.perennial.text.language;

import io.perennial.math.random.RandomSource;
import io.perennial.math.random.RandomStream;
import io.perennial.text.clean.PlainText;
import io.perennial.text.clean.Tokens;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * How {@code languages.bin} was made: {@code main(folder of XED, file to write)}. Softmax
 * regression on the grams of subtitles, by AdaGrad; every twentieth line is kept back and told at
 * the end.
 */
final class LanguageTraining {

  /** Names of files, where they are not codes of languages; those left out are too few or mixed. */
  private static final Map<String, String> CODES =
      Map.of("br", "pt", "bs", "hr", "sr", "hr", "ms", "id");

  private static final List<String> LEFT_OUT =
      List.of("cn", "zh", "tw", "ja", "th", "ml", "eu", "gl", "el", "he");

  private static final List<String> LEXICONS =
      List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "tr");

  private static final int MOST = 9_000;
  private static final int SEEDED = 6;
  private static final int EPOCHS = 6;
  private static final double RATE = 0.5;

  private static final class Line {
    private final int language;
    private final int[] places;

    Line(int language, int[] places) {
      this.language = language;
      this.places = places;
    }

    int language() {
      return language;
    }

    int[] places() {
      return places;
    }
  }

  private final List<String> languages = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Line> kept = new ArrayList<>();

  private LanguageTraining() {}

  public static void main(String[] arguments) throws IOException {
    LanguageTraining training = new LanguageTraining();
    training.read(Path.of(arguments[0]));
    training.write(training.train(), Path.of(arguments[1]), System.out);
  }

  private void read(Path folder) throws IOException {
    Map<String, List<String>> texts = new TreeMap<>();
    List<Path> files = new ArrayList<>();
    try (var found = Files.list(folder.resolve("Projections"))) {
      found.sorted().forEach(files::add);
    }
    for (Path file : files) {
      String name = file.getFileName().toString().substring(0, 2);
      String code = CODES.getOrDefault(name, name);
      if (!LEFT_OUT.contains(name)) {
        for (String line : Files.readAllLines(file)) {
          texts.computeIfAbsent(code, c -> new ArrayList<>()).add(line.split("\t", 2)[0]);
        }
      }
    }
    for (String line : Files.readAllLines(folder.resolve("AnnotatedData/neu_en.txt"))) {
      texts.get("en").add(line.split("\t", 2)[1]);
    }
    for (String line : Files.readAllLines(folder.resolve("AnnotatedData/en-annotated.tsv"))) {
      texts.get("en").add(line.split("\t", 2)[0]);
    }
    for (String language : LEXICONS) {
      texts.get(language).addAll(0, lexicon(language));
    }
    for (int times = 0; times < SEEDED; times++) {
      for (String[] seed : seeds()) {
        texts.get(seed[0]).add(0, seed[1]);
      }
    }
    languages.addAll(texts.keySet());
    texts.forEach((code, all) -> add(languages.indexOf(code), all));
  }

  /** Sentences of customers, of our own, in languages that are much alike. */
  private static List<String[]> seeds() throws IOException {
    try (var in = LanguageTraining.class.getResourceAsStream("seeds.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  /** Three words of a lexicon a line: what reviews say and films do not. */
  private static List<String> lexicon(String language) throws IOException {
    List<String> words = new ArrayList<>();
    String file = "/io/perennial/text/sentiment/lexicon/" + language + ".tsv";
    try (var in = LanguageTraining.class.getResourceAsStream(file)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        words.add(line.split("\t", 2)[0]);
      }
    }
    RandomStream random = new RandomSource(2).stream(0);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i + 2 < words.size(); i += 2) {
      String line = "";
      for (int j = 0; j < 3; j++) {
        line += words.get(random.nextInt(words.size())) + " ";
      }
      lines.add(line);
    }
    return lines;
  }

  private void add(int language, List<String> texts) {
    int most = languages.get(language).equals("en") ? 3 * MOST : MOST;
    int taken = 0;
    for (int i = 0; i < texts.size() && taken < most; i++) {
      int[] places = LetterGrams.of(Tokens.of(PlainText.of(texts.get(i))));
      if (places.length >= 6) {
        (i % 20 == 7 ? kept : lines).add(new Line(language, places));
        taken++;
      }
    }
  }

  private float[] train() {
    int count = languages.size();
    float[] weights = new float[count << LetterGrams.BITS];
    float[] squares = new float[weights.length];
    RandomStream random = new RandomSource(1).stream(0);
    int[] order = new int[lines.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int[] sizes = new int[count];
    lines.forEach(line -> sizes[line.language()]++);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      for (int i : order) {
        step(lines.get(i), weights, squares, Math.sqrt(3_000.0 / sizes[lines.get(i).language()]));
      }
    }
    return weights;
  }

  private void step(Line line, float[] weights, float[] squares, double importance) {
    int count = languages.size();
    double value = 1 / Math.sqrt(line.places().length);
    double[] scores = scores(line, weights, value);
    softmax(scores);
    for (int k = 0; k < count; k++) {
      double gradient = importance * value * (scores[k] - (k == line.language() ? 1 : 0));
      if (Math.abs(gradient) > 1e-5) {
        for (int place : line.places()) {
          int at = place * count + k;
          squares[at] += (float) (gradient * gradient);
          weights[at] -= (float) (RATE * gradient / Math.sqrt(squares[at] + 1e-4));
        }
      }
    }
  }

  private double[] scores(Line line, float[] weights, double value) {
    int count = languages.size();
    double[] scores = new double[count];
    for (int place : line.places()) {
      for (int k = 0; k < count; k++) {
        scores[k] += value * weights[place * count + k];
      }
    }
    return scores;
  }

  private static void softmax(double[] scores) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = Math.exp(scores[k] - max);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
  }

  private void write(float[] weights, Path file, PrintStream say) throws IOException {
    int count = languages.size();
    // a language's mean over all places tells nothing of differences: rows centred, then rounded
    float largest = 0;
    for (int row = 0; row < weights.length; row += count) {
      float mean = 0;
      for (int k = 0; k < count; k++) {
        mean += weights[row + k] / count;
      }
      for (int k = 0; k < count; k++) {
        weights[row + k] -= mean;
        largest = Math.max(largest, Math.min(12, Math.abs(weights[row + k])));
      }
    }
    float scale = largest / 31;
    byte[] rounded = new byte[weights.length];
    for (int i = 0; i < weights.length; i++) {
      rounded[i] = (byte) Math.max(-31, Math.min(31, Math.round(weights[i] / scale)));
    }
    try (OutputStream bytes = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeInt(count);
      for (String language : languages) {
        out.writeUTF(language);
      }
      out.writeFloat(scale);
      for (int k = 0; k < count; k++) {
        out.writeFloat(0);
      }
      out.write(rounded);
    }
    say.println(languages + " " + lines.size() + " lines, scale " + scale);
    int[] right = new int[count];
    int[] all = new int[count];
    for (Line line : kept) {
      double[] scores = scores(line, toFloat(rounded, scale), 1 / Math.sqrt(line.places().length));
      int best = 0;
      for (int k = 1; k < count; k++) {
        best = scores[k] > scores[best] ? k : best;
      }
      right[line.language()] += best == line.language() ? 1 : 0;
      all[line.language()]++;
    }
    for (int k = 0; k < count; k++) {
      say.printf("%s %.3f of %d%n", languages.get(k), (double) right[k] / all[k], all[k]);
    }
  }

  private float[] quantised = new float[0];

  private float[] toFloat(byte[] rounded, float scale) {
    if (quantised.length == 0) {
      quantised = new float[rounded.length];
      for (int i = 0; i < rounded.length; i++) {
        quantised[i] = scale * rounded[i];
      }
    }
    return quantised;
  }
}
