// SPDX-License-Identifier: Apache-2.0
/** Results and progress as people and programs read them: tables, CSV, JSON, a moving line. */
@NullMarked
package io.perennial.app.print;

import org.jspecify.annotations.NullMarked;
