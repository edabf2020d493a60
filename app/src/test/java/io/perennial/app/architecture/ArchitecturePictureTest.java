// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The picture in ARCHITECTURE.md is drawn from the code, and is true: {@code mvn verify -pl app -am
 * -Ddraw.architecture=true} draws it anew.
 */
class ArchitecturePictureTest {

  private static final String BEGIN = "<!-- picture: drawn from the code -->";
  private static final String END = "<!-- end of picture -->";
  private static final Pattern SENTENCE =
      Pattern.compile("/\\*\\*[\\s*]*(.*?)\\s*\\*/", Pattern.DOTALL);

  @Test
  void the_picture_in_the_paper_is_what_the_code_is() throws IOException {
    Path root = root();
    Path paper = root.resolve("ARCHITECTURE.md");
    String text = Files.readString(paper);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    String picture = picture(root, Modules.classes());
    if (Boolean.getBoolean("draw.architecture")) {
      Files.writeString(paper, text.substring(0, from) + picture + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("draw it anew with: mvn verify -pl app -am -Ddraw.architecture=true")
        .isEqualTo(picture);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("ARCHITECTURE.md")) ? here : here.getParent();
  }

  private static String picture(Path root, JavaClasses all) throws IOException {
    Map<String, TreeSet<String>> packages = new TreeMap<>();
    Map<String, TreeSet<String>> uses = new TreeMap<>();
    for (JavaClass type : all) {
      String module = Modules.of(type);
      packages.computeIfAbsent(module, m -> new TreeSet<>()).add(type.getPackageName());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (Modules.isOurs(target) && !Modules.of(target).equals(module)) {
          uses.computeIfAbsent(module, m -> new TreeSet<>()).add(Modules.of(target));
        }
      }
    }
    StringBuilder picture = new StringBuilder("\n\n```\n");
    List<String> order = List.copyOf(Modules.MAY_USE.keySet());
    for (String module : order) {
      if (packages.containsKey(module)) {
        List<String> upstream =
            order.stream().filter(uses.getOrDefault(module, new TreeSet<>())::contains).toList();
        picture.append(module);
        picture.append(upstream.isEmpty() ? "" : "  ──►  " + String.join(", ", upstream));
        picture.append('\n');
        for (String name : packages.get(module)) {
          String shown = "io.perennial." + module;
          String last = name.equals(shown) ? "·" : name.substring(shown.length());
          picture.append(
              "  %-18s %s%n".formatted(last, sentence(root, module, name)).stripTrailing());
          picture.append('\n');
        }
      }
    }
    return picture.append("```\n\n").toString();
  }

  private static String sentence(Path root, String module, String name) throws IOException {
    Path info =
        root.resolve(module)
            .resolve("src/main/java")
            .resolve(name.replace('.', '/'))
            .resolve("package-info.java");
    if (!Files.exists(info)) {
      return "";
    }
    Matcher comment = SENTENCE.matcher(Files.readString(info));
    String text =
        comment.find()
            ? comment
                .group(1)
                .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
            : "";
    int dot = text.indexOf(". ");
    return dot < 0 ? text : text.substring(0, dot + 1);
  }
}
