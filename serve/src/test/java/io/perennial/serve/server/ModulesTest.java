// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The dashboard's modules fit each other. Nobody compiles them: a name that is called and not
 * imported would show in a browser alone, on the page that has it.
 */
class ModulesTest {

  private static final Pattern IMPORT = Pattern.compile("import \\{([^}]*)} from '(/[^']+)';");
  private static final Pattern LATE = Pattern.compile("import\\('(/ui/[^']+)'\\)");
  private static final Pattern EXPORTED =
      lines("^export (?:const|let|class|function|async function) (\\w+)");
  private static final Pattern PASSED_ON = lines("^export \\{([^}]*)};");
  private static final Pattern COMMENT = lines("^\\s*(//|/?\\*).*$");

  private static final Map<String, String> modules = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException, URISyntaxException {
    URL page = ModulesTest.class.getResource("/META-INF/resources/index.html");
    Path root = Objects.requireNonNull(Path.of(Objects.requireNonNull(page).toURI()).getParent());
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
        String name = "/" + root.relativize(file).toString().replace('\\', '/');
        modules.put(name, COMMENT.matcher(Files.readString(file)).replaceAll(""));
      }
    }
    assertThat(modules).hasSizeGreaterThan(20);
  }

  @Test
  void what_is_imported_is_exported_where_it_is_said_to_be() {
    List<String> missing =
        all((name, found) -> name.startsWith("/webjars/") || exports(name).containsAll(found));

    assertThat(missing).isEmpty();
  }

  @Test
  void what_is_imported_is_used() {
    List<String> idle =
        modules.entrySet().stream()
            .flatMap(
                module ->
                    imports(module.getValue()).stream()
                        .filter(each -> !isIn(body(module.getValue()), "\\b" + each + "\\b"))
                        .map(each -> module.getKey() + ": " + each))
            .toList();

    assertThat(idle).isEmpty();
  }

  @Test
  void what_another_module_exports_is_called_by_those_alone_who_import_it() {
    Set<String> exported = new TreeSet<>();
    modules.keySet().forEach(name -> exported.addAll(exports(name)));

    List<String> missing =
        modules.entrySet().stream()
            .flatMap(
                module ->
                    exported.stream()
                        .filter(each -> !imports(module.getValue()).contains(each))
                        .filter(each -> isCalled(body(module.getValue()), each))
                        .map(each -> module.getKey() + ": " + each))
            .toList();

    assertThat(missing).isEmpty();
  }

  /**
   * A table shows by (value, row): a format whose second parameter is its own would take the row.
   */
  @Test
  void no_column_is_shown_by_a_format_that_takes_more_than_the_value() {
    List<String> wrong =
        modules.entrySet().stream()
            .filter(
                module ->
                    isIn(module.getValue(), "show: (decimal|percent|interval|signed|ago)\\s*[,}]"))
            .map(Map.Entry::getKey)
            .toList();

    assertThat(wrong).isEmpty();
  }

  @Test
  void what_is_fetched_late_is_there() {
    List<String> late =
        modules.values().stream()
            .flatMap(text -> LATE.matcher(text).results().map(found -> found.group(1)))
            .toList();

    assertThat(late).isNotEmpty().allMatch(modules::containsKey);
  }

  /** Whether a name that is nothing of the module's own, no parameter and no method, is called. */
  private static boolean isCalled(String body, String name) {
    String own =
        "(const|let|function|class)\\s+NAME\\b|^\\s+(async )?NAME\\(.*\\) \\{$|[{,(]\\s*NAME\\s*[,}):=]";
    return isIn(body, "(?<![\\w.])" + name + "\\(") && !isIn(body, own.replace("NAME", name));
  }

  private static boolean isIn(String text, String pattern) {
    return lines(pattern).matcher(text).find();
  }

  private static Pattern lines(String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE);
  }

  private static String body(String text) {
    return IMPORT.matcher(text).replaceAll("");
  }

  /** The imports that do not pass, as "module: names of module". */
  private static List<String> all(BiPredicate<String, List<String>> passes) {
    return modules.entrySet().stream()
        .flatMap(
            module ->
                IMPORT
                    .matcher(module.getValue())
                    .results()
                    .filter(found -> !passes.test(found.group(2), names(found, " as .*")))
                    .map(
                        found -> module.getKey() + ": " + found.group(1) + " of " + found.group(2)))
        .toList();
  }

  private static Set<String> exports(String name) {
    String text = modules.getOrDefault(name, "");
    Set<String> names = new TreeSet<>();
    EXPORTED.matcher(text).results().forEach(found -> names.add(found.group(1)));
    PASSED_ON.matcher(text).results().forEach(found -> names.addAll(names(found, "")));
    return names;
  }

  private static Set<String> imports(String text) {
    return IMPORT
        .matcher(text)
        .results()
        .flatMap(found -> names(found, ".* as ").stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of a list; of "one as another" what is left without {@code dropped}. */
  private static List<String> names(MatchResult found, String dropped) {
    return Arrays.stream(found.group(1).split(",", -1))
        .map(each -> each.strip().replaceFirst(dropped, ""))
        .filter(each -> !each.isEmpty())
        .toList();
  }
}
