// SPDX-License-Identifier: Apache-2.0
/** What people and programs typed, made comparable, or doubted: pure functions, each by a rule. */
@NullMarked
package io.perennial.ingest.clean;

import org.jspecify.annotations.NullMarked;
