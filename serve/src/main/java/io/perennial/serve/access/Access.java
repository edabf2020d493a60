// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.access;

import io.perennial.serve.Allowed;
import io.perennial.serve.ServeConfig;
import io.perennial.serve.ServedWorkspace;
import io.perennial.serve.http.ProblemWriter;
import io.perennial.serve.key.KeyBook;
import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may ask what. */
@Configuration(proxyBeanMethods = false)
class Access implements WebMvcConfigurer {

  /** No script but our files; styles within, since the chart library sets them. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  @Bean
  KeyBook keyBook(ServedWorkspace workspace) {
    return new KeyBook(workspace.stateFolder(), workspace.clock(), workspace.audit());
  }

  @Bean
  SecurityFilterChain chain(
      HttpSecurity http,
      KeyBook keys,
      Sessions sessions,
      WarmUpKey warmUp,
      ProblemWriter problems,
      ServedWorkspace workspace,
      ServeConfig config) {
    return http.sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // sessions are ours: CallerFilter asks for the token of each
        .csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .frameOptions(frames -> frames.deny())
                    .cacheControl(cache -> cache.disable())
                    .httpStrictTransportSecurity(strict -> strict.maxAgeInSeconds(31_536_000))
                    .referrerPolicy(
                        referrer ->
                            referrer.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
                    .permissionsPolicyHeader(
                        permissions ->
                            permissions.policy("camera=(), geolocation=(), microphone=()"))
                    .crossOriginOpenerPolicy(
                        opener ->
                            opener.policy(
                                CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy
                                    .SAME_ORIGIN))
                    .crossOriginResourcePolicy(
                        resource ->
                            resource.policy(
                                CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy
                                    .SAME_ORIGIN)))
        .addFilterBefore(
            new CallerFilter(
                keys,
                sessions,
                config.oidc().map(oidc -> new Tokens(oidc, workspace.secret())),
                warmUp,
                problems,
                config),
            AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/api/**")
                    .authenticated()
                    .requestMatchers("/metrics")
                    .access(
                        (who, context) ->
                            new AuthorizationDecision(
                                AllowedCheck.caller().isPresent()
                                    || config.metrics() == ServeConfig.Metrics.OPEN))
                    .anyRequest()
                    .permitAll())
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(
                        (request, response, e) -> {
                          response.setHeader("WWW-Authenticate", "Bearer realm=\"perennial\"");
                          problems.write(
                              request,
                              response,
                              401,
                              "Cannot let you in: send Authorization: Bearer KEY, or log in");
                        })
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problems.write(request, response, 403, "Cannot do that: not allowed")))
        .build();
  }

  /**
   * Requests that no honest client sends: with {@code //}, {@code ;} or {@code %2f} in the path.
   */
  @Bean
  RequestRejectedHandler rejected(ProblemWriter problems) {
    return (request, response, e) ->
        problems.write(request, response, 400, "Cannot read the request: its path is not allowed");
  }

  /** A method under /api that nobody is allowed to call is a mistake, told at the start. */
  @Bean
  SmartInitializingSingleton everyMethodSaysWhoMayCallIt(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping methods) {
    return () -> {
      String silent =
          methods.getHandlerMethods().entrySet().stream()
              .filter(
                  entry ->
                      entry.getKey().getPatternValues().stream()
                          .anyMatch(p -> p.startsWith("/api")))
              .filter(entry -> !entry.getValue().hasMethodAnnotation(Allowed.class))
              .map(entry -> entry.getValue().getShortLogMessage())
              .sorted()
              .collect(Collectors.joining("; "));
      if (!silent.isEmpty()) {
        throw new IllegalStateException("Missing @Allowed: " + silent);
      }
    };
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new AllowedCheck()).addPathPatterns("/api/**").order(1);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new CallerArgument());
  }
}
