// SPDX-License-Identifier: Apache-2.0
package io.perennial.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** YAML as nodes with their places, or what is wrong with its syntax in words that help. */
final class YamlText {

  private static final Pattern TAB_INDENT = Pattern.compile(" *\t.*");
  private static final Pattern RESERVED_START =
      Pattern.compile("(?:.*:|\\s*-|.*[\\[,])\\s+[*&!%@`].*|.*[\\[,][*&!%@`].*");
  private static final Pattern BACKSLASH_IN_QUOTES = Pattern.compile(".*\"[^\"]*\\\\.*");

  private YamlText() {}

  /**
   * The document; empty if the text has nothing but comments.
   *
   * @throws ConfigException if it is not one YAML document
   */
  static Optional<Node> compose(String text, Path file) {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    try {
      return new Compose(settings).composeString(text);
    } catch (ReaderException unreadable) {
      throw new ConfigException(unprintable(text, unreadable, file), unreadable);
    } catch (MarkedYamlEngineException wrong) {
      List<Problem> problems = problems(text.lines().toList(), wrong, file);
      ConfigException all = new ConfigException(problems);
      all.initCause(wrong);
      throw all;
    } catch (StackOverflowError tooDeep) { // the parser recurses, and has no limit of its own
      throw new ConfigException(
          new Problem(
              Place.wholeOf(file),
              "",
              "Cannot parse YAML: thousands of values within each other (is it a data file?)"),
          tooDeep);
    } catch (YamlEngineException wrong) {
      throw new ConfigException(
          new Problem(Place.wholeOf(file), "", "Cannot parse YAML: " + wrong.getMessage()), wrong);
    }
  }

  /** The place of a node, in {@code file} unless it comes from another text. */
  static Place place(Path file, Node node) {
    return node.getStartMark()
        .map(mark -> place(mark.getName().equals(file.toString()) ? file : of(mark), mark))
        .orElse(Place.wholeOf(file));
  }

  private static Path of(Mark mark) {
    return Path.of(mark.getName());
  }

  private static Place place(Path file, Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Problem unprintable(String text, ReaderException unreadable, Path file) {
    String before = text.substring(0, Math.min(unreadable.getPosition(), text.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Problem(
        new Place(file, line, before.length() - before.lastIndexOf('\n')),
        "",
        "Cannot parse YAML: character U+%04X is not allowed in it (delete it, or write \"\\u%04x\")"
            .formatted(unreadable.getCodePoint(), unreadable.getCodePoint()));
  }

  private static List<Problem> problems(
      List<String> lines, MarkedYamlEngineException wrong, Path file) {
    Place place =
        wrong
            .getProblemMark()
            .or(wrong::getContextMark)
            .map(mark -> place(file, mark))
            .orElse(Place.wholeOf(file));
    String line =
        place.line() >= 1 && place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
    if (TAB_INDENT.matcher(line).matches()) {
      return tabs(lines, file);
    }
    return List.of(new Problem(place, "", "Cannot parse YAML: " + why(line, wrong)));
  }

  private static List<Problem> tabs(List<String> lines, Path file) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (TAB_INDENT.matcher(lines.get(i)).matches()) {
        Place place = new Place(file, i + 1, lines.get(i).indexOf('\t') + 1);
        problems.add(
            new Problem(
                place,
                "",
                "Cannot parse YAML: indented with a tab (indent with spaces, 2 a level)"));
      }
    }
    return problems;
  }

  private static String why(String line, MarkedYamlEngineException wrong) {
    String problem = wrong.getProblem().lines().findFirst().orElse("");
    if (problem.contains("another document")) {
      return "a second document begins here (a configuration is one; delete the '---')";
    }
    if (RESERVED_START.matcher(line).matches()) {
      return problem + " (quote a value that begins with one of * & ! % @ `, as in \"*.csv\")";
    }
    if (BACKSLASH_IN_QUOTES.matcher(line).matches()) {
      return problem + " (in double quotes a \\ begins an escape; use single quotes or \\\\)";
    }
    return problem + " (look at quotes, colons and indentation here and on the line before)";
  }
}
