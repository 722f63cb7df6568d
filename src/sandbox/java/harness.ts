import { messageChars, resultDepth, resultParts } from '../limits.ts';

/**
 * The inside of a Java sandbox, for Java 11 and later: compiles a source in memory, calls its method, and
 * writes a line for each call. The program is loaded apart from it, and cannot name its classes.
 */
export const javaHarness = (outputBytes: number): string => String.raw`
import java.io.*;
import java.lang.reflect.*;
import java.math.BigInteger;
import java.net.URI;
import java.util.*;
import javax.tools.*;

public final class Harness {
  static final int DEPTH = ${resultDepth}, PARTS = ${resultParts}, OUTPUT = ${outputBytes};

  static final class Unreadable extends RuntimeException {
    Unreadable(String why) { super(why, null, false, false); }
  }

  /** The one way out; it knows the word that the program must not know. */
  static final class Mouth {
    final OutputStream out;
    String nonce = "";
    Mouth(OutputStream out) { this.out = out; }
    synchronized void line(String text) {
      try { out.write((text + "\n").getBytes("US-ASCII")); out.flush(); }
      catch (IOException error) { Runtime.getRuntime().halt(1); }
    }
    void say(String type, String more) {
      line("{\"nonce\":" + quote(nonce) + ",\"type\":\"" + type + "\"" + more + "}");
    }
  }

  /** Where what the program prints goes: it is counted, and dropped. */
  static final class Counter extends OutputStream {
    final Mouth mouth;
    long room = OUTPUT;
    Counter(Mouth mouth) { this.mouth = mouth; }
    @Override public void write(int one) { spend(1); }
    @Override public void write(byte[] bytes, int from, int length) { spend(length); }
    synchronized void spend(int bytes) {
      room -= bytes;
      if (room >= 0) return;
      mouth.say("output", ",\"message\":" + quote("It printed more than " + OUTPUT + " bytes."));
      Runtime.getRuntime().halt(0);
    }
  }

  public static void main(String[] mode) throws Exception {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    Mouth mouth = new Mouth(new FileOutputStream(FileDescriptor.out));
    System.setIn(new ByteArrayInputStream(new byte[0]));
    // The compiler's first file is slow; that is done while nobody waits.
    compile("import java.util.*; class Warm { static int w(List<Integer> a) { int s = 0; for (int v : a) s += v; return s; } }", new HashMap<>());
    mouth.line("{\"type\":\"ready\"}");
    mouth.nonce = text(in);
    String source = text(in), entry = text(in);
    Object[][] calls = new Object[in.readInt()][];
    for (int i = 0; i < calls.length; i++) calls[i] = ((List<?>) value(in)).toArray();
    PrintStream print = new PrintStream(new Counter(mouth), true, "UTF-8");
    System.setOut(print);
    System.setErr(print);
    List<Method> methods = load(mouth, source, entry);
    if (methods != null) {
      mouth.say("loaded", "");
      for (Object[] args : calls) call(mouth, methods, args);
      mouth.say("done", "");
    }
    // Threads that the program left behind would keep this process. Archiving needs an orderly end.
    if (mode.length == 0) Runtime.getRuntime().halt(0);
  }

  // What comes in: not JSON, so that nothing has to be parsed beside the program.

  static String text(DataInputStream in) throws IOException {
    char[] chars = new char[in.readInt()];
    for (int i = 0; i < chars.length; i++) chars[i] = in.readChar();
    return new String(chars);
  }

  static Object value(DataInputStream in) throws IOException {
    char tag = (char) in.readByte();
    switch (tag) {
      case 'n': return null;
      case 't': return true;
      case 'f': return false;
      case 'i': return in.readLong();
      case 'd': return in.readDouble();
      case 's': return text(in);
      case 'l': {
        int count = in.readInt();
        List<Object> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) items.add(value(in));
        return items;
      }
      default: {
        int count = in.readInt();
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) { String key = text(in); entries.put(key, value(in)); }
        return entries;
      }
    }
  }

  // Compiling and loading.

  static String compile(String source, Map<String, byte[]> classes) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileManager files = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(found, Locale.ENGLISH, null)) {
      @Override public JavaFileObject getJavaFileForOutput(Location where, String name, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + ".class"), kind) {
          @Override public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
              @Override public void close() { classes.put(name, toByteArray()); }
            };
          }
        };
      }
    };
    JavaFileObject file = new SimpleJavaFileObject(URI.create("memory:///Solution.java"), JavaFileObject.Kind.SOURCE) {
      @Override public CharSequence getCharContent(boolean ignore) { return source; }
    };
    List<String> options = List.of("-proc:none", "-nowarn", "-Xlint:none", "-g", "-cp", "/nowhere");
    try {
      if (compiler.getTask(null, files, found, options, null, List.of(file)).call()) return null;
    } catch (Throwable error) {
      return "[{\"line\":null,\"message\":" + quote("The compiler gave up: " + tell(error)) + "}]";
    }
    StringBuilder errors = new StringBuilder();
    int count = 0;
    for (Diagnostic<?> one : found.getDiagnostics()) {
      if (one.getKind() != Diagnostic.Kind.ERROR || ++count > 20) continue;
      String line = one.getLineNumber() > 0 ? "" + one.getLineNumber() : "null";
      errors.append(count > 1 ? "," : "").append("{\"line\":").append(line).append(",\"message\":")
        .append(quote(cut("" + one.getMessage(Locale.ENGLISH)))).append("}");
    }
    return "[" + errors + "]";
  }

  static List<Method> load(Mouth mouth, String source, String entry) {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    String errors = compile(source, classes);
    if (errors != null) { mouth.say("rejected", ",\"compiled\":false,\"errors\":" + errors); return null; }
    ClassLoader loader = new ClassLoader(ClassLoader.getPlatformClassLoader()) {
      @Override protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) throw new ClassNotFoundException(name);
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
    String why = "There is no method " + entry + ".";
    try {
      List<String> names = new ArrayList<>(classes.keySet());
      names.sort(Comparator.comparing(name -> !name.equals("Solution")));
      for (String name : names) {
        if (name.contains("$")) continue;
        List<Method> methods = new ArrayList<>();
        for (Method method : Class.forName(name, true, loader).getDeclaredMethods()) {
          if (method.getName().equals(entry) && !method.isBridge()) { method.setAccessible(true); methods.add(method); }
        }
        if (!methods.isEmpty()) return methods;
      }
    } catch (Throwable error) {
      why = tell(error);
    }
    mouth.say("rejected", ",\"compiled\":true,\"errors\":[{\"line\":null,\"message\":" + quote(why) + "}]");
    return null;
  }

  // Calling.

  static void call(Mouth mouth, List<Method> methods, Object[] given) {
    try {
      Method chosen = null;
      Object[] args = null;
      RuntimeException misfit = new IllegalArgumentException("No method takes " + given.length + " arguments.");
      for (Method method : methods) {
        if (method.getParameterCount() != given.length) continue;
        try { args = fit(given, method.getGenericParameterTypes()); chosen = method; break; }
        catch (RuntimeException error) { misfit = error; }
      }
      if (chosen == null) throw new InvocationTargetException(misfit);
      Object self = Modifier.isStatic(chosen.getModifiers()) ? null : fresh(chosen.getDeclaringClass());
      Object result = chosen.invoke(self, args);
      answer(mouth, result, args.length > 0 ? args[0] : null);
    } catch (Throwable error) {
      failed(mouth, error instanceof InvocationTargetException ? error.getCause() : error);
    }
  }

  static Object fresh(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  static void failed(Mouth mouth, Throwable error) {
    boolean memory = error instanceof OutOfMemoryError;
    mouth.say(memory ? "memory" : "throws", ",\"message\":" + quote(tell(error)));
  }

  static void answer(Mouth mouth, Object result, Object first) {
    try {
      StringBuilder text = new StringBuilder(",\"value\":");
      new Writer(text).write(result, 0);
      boolean data = first instanceof Collection || first instanceof Map || (first != null && first.getClass().isArray());
      if (data) { text.append(",\"argument\":"); new Writer(text).write(first, 0); }
      mouth.say("value", text.toString());
    } catch (Throwable error) {
      String why = error instanceof Unreadable ? error.getMessage() : "The result cannot be read: " + tell(error);
      mouth.say("unreadable", ",\"message\":" + quote(why));
    }
  }

  static Object[] fit(Object[] given, Type[] types) {
    Object[] args = new Object[given.length];
    for (int i = 0; i < args.length; i++) args[i] = fit(given[i], types[i]);
    return args;
  }

  static Object fit(Object value, Type type) {
    if (type instanceof ParameterizedType) {
      ParameterizedType whole = (ParameterizedType) type;
      return fitClass(value, (Class<?>) whole.getRawType(), whole.getActualTypeArguments());
    }
    if (type instanceof GenericArrayType) {
      return fitArray(value, ((GenericArrayType) type).getGenericComponentType(), Object.class);
    }
    if (type instanceof WildcardType) return fit(value, ((WildcardType) type).getUpperBounds()[0]);
    if (type instanceof TypeVariable) return fit(value, ((TypeVariable<?>) type).getBounds()[0]);
    return fitClass(value, (Class<?>) type, new Type[] {Object.class, Object.class});
  }

  static Object fitClass(Object value, Class<?> type, Type[] inner) {
    if (value == null) { if (type.isPrimitive()) throw misfit(value, type); return null; }
    if (type.isArray()) return fitArray(value, type.getComponentType(), type.getComponentType());
    if (value instanceof Long) {
      long number = (Long) value;
      if (type == int.class || type == Integer.class) return Math.toIntExact(number);
      if (type == long.class || type == Long.class) return number;
      if (type == double.class || type == Double.class) return (double) number;
      if (type == float.class || type == Float.class) return (float) number;
      if (type == short.class || type == Short.class) return (short) number;
      if (type == byte.class || type == Byte.class) return (byte) number;
      if (type == BigInteger.class) return BigInteger.valueOf(number);
      if (type.isAssignableFrom(Integer.class)) { if (number == (int) number) return (int) number; return number; }
    }
    if (value instanceof Double) {
      double number = (Double) value;
      if (type == double.class || type.isAssignableFrom(Double.class)) return number;
      if (type == float.class || type == Float.class) return (float) number;
    }
    if (value instanceof Boolean && (type == boolean.class || type.isAssignableFrom(Boolean.class))) return value;
    if (value instanceof String) {
      String text = (String) value;
      if ((type == char.class || type == Character.class) && text.length() == 1) return text.charAt(0);
      if (type.isAssignableFrom(String.class)) return text;
    }
    if (value instanceof List) return fitList((List<?>) value, type, inner[0]);
    if (value instanceof Map) return fitMap((Map<?, ?>) value, type, inner);
    throw misfit(value, type);
  }

  static Object fitArray(Object value, Type component, Class<?> raw) {
    if (value instanceof String && raw == char.class) return ((String) value).toCharArray();
    if (!(value instanceof List)) throw misfit(value, raw);
    List<?> items = (List<?>) value;
    Class<?> type = component instanceof ParameterizedType ? (Class<?>) ((ParameterizedType) component).getRawType() : raw;
    Object array = Array.newInstance(type, items.size());
    for (int i = 0; i < items.size(); i++) Array.set(array, i, fit(items.get(i), component));
    return array;
  }

  static Object fitList(List<?> items, Class<?> type, Type inner) {
    Collection<Object> made;
    if (type.isAssignableFrom(ArrayList.class)) made = new ArrayList<>();
    else if (type.isAssignableFrom(LinkedList.class)) made = new LinkedList<>();
    else if (type.isAssignableFrom(ArrayDeque.class)) made = new ArrayDeque<>();
    else if (type.isAssignableFrom(LinkedHashSet.class)) made = new LinkedHashSet<>();
    else if (type.isAssignableFrom(TreeSet.class)) made = new TreeSet<>();
    else if (type.isAssignableFrom(PriorityQueue.class)) made = new PriorityQueue<>();
    else throw misfit(items, type);
    for (Object item : items) made.add(fit(item, inner));
    return made;
  }

  static Object fitMap(Map<?, ?> entries, Class<?> type, Type[] inner) {
    Map<Object, Object> made;
    if (type.isAssignableFrom(LinkedHashMap.class)) made = new LinkedHashMap<>();
    else if (type.isAssignableFrom(TreeMap.class)) made = new TreeMap<>();
    else throw misfit(entries, type);
    entries.forEach((key, value) -> made.put(fitKey((String) key, inner[0]), fit(value, inner[1])));
    return made;
  }

  static Object fitKey(String key, Type type) {
    if (type == Integer.class) return Integer.valueOf(key);
    if (type == Long.class) return Long.valueOf(key);
    if (type == Double.class) return Double.valueOf(key);
    return fit(key, type);
  }

  static RuntimeException misfit(Object value, Class<?> type) {
    return new IllegalArgumentException("An argument does not fit its type " + type.getSimpleName() + ".");
  }

  // What goes out.

  static final class Writer {
    final StringBuilder text;
    int parts = 0;
    Writer(StringBuilder text) { this.text = text; }

    void write(Object value, int depth) {
      if (depth > DEPTH) throw new Unreadable("The result is nested more than " + DEPTH + " levels deep.");
      if (++parts > PARTS) throw new Unreadable("The result has more than " + PARTS + " parts.");
      if (text.length() > OUTPUT) throw new Unreadable("The result is too large.");
      if (value == null || value instanceof Boolean) text.append(value);
      else if (value instanceof String) quoted((String) value);
      else if (value instanceof Character) quoted(value.toString());
      else if (value instanceof Enum) quoted(((Enum<?>) value).name());
      else if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) whole(value.toString());
      else if (value.getClass() == BigInteger.class) big((BigInteger) value);
      else if (value instanceof Double || value instanceof Float) number((Number) value);
      else if (value.getClass().isArray()) array(value, depth + 1);
      else if (value instanceof Map) map((Map<?, ?>) value, depth + 1);
      else if (value instanceof Set) { text.append("{\"$s\":"); items((Set<?>) value, depth + 1); text.append("}"); }
      else if (value instanceof Collection) items((Collection<?>) value, depth + 1);
      else if (value instanceof Map.Entry) items(Arrays.asList(((Map.Entry<?, ?>) value).getKey(), ((Map.Entry<?, ?>) value).getValue()), depth + 1);
      else fields(value, depth + 1);
    }
    void quoted(String value) {
      if (value.length() > OUTPUT) throw new Unreadable("The result is too large.");
      text.append(quote(value));
    }
    void whole(String digits) { text.append("{\"$i\":\"").append(digits).append("\"}"); }
    void big(BigInteger value) {
      if (value.bitLength() > 30000) throw new Unreadable("The result is too large.");
      whole(value.toString());
    }
    void number(Number value) {
      double number = value.doubleValue();
      String shown = Double.isNaN(number) ? "nan" : Double.isInfinite(number) ? (number > 0 ? "inf" : "-inf") : value.toString();
      text.append("{\"$f\":\"").append(shown).append("\"}");
    }
    void array(Object value, int depth) {
      text.append('[');
      for (int i = 0, length = Array.getLength(value); i < length; i++) {
        if (i > 0) text.append(',');
        write(Array.get(value, i), depth);
      }
      text.append(']');
    }
    void items(Iterable<?> value, int depth) {
      text.append('[');
      boolean first = true;
      for (Object item : value) { if (!first) text.append(','); first = false; write(item, depth); }
      text.append(']');
    }
    void map(Map<?, ?> value, int depth) {
      text.append("{\"$m\":[");
      boolean first = true;
      for (Map.Entry<?, ?> entry : value.entrySet()) { first = pair(first, entry.getKey(), entry.getValue(), depth); }
      text.append("]}");
    }
    boolean pair(boolean first, Object key, Object value, int depth) {
      text.append(first ? "[" : ",[");
      write(key, depth);
      text.append(',');
      write(value, depth);
      text.append(']');
      return false;
    }
    void fields(Object value, int depth) {
      Class<?> type = value.getClass();
      // Only what the program declares itself: all else is no data, such as a stream or a lambda.
      if (type.getModule().isNamed() || type.isSynthetic()) throw new Unreadable("The result is of the type " + type.getSimpleName() + ", which is no data.");
      text.append("{\"$m\":[");
      boolean first = true;
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) continue;
        try { field.setAccessible(true); first = pair(first, field.getName(), field.get(value), depth); }
        catch (IllegalAccessException error) { throw new Unreadable("The result has a field that cannot be read."); }
      }
      text.append("]}");
    }
  }

  static String cut(String text) { return text.length() > ${messageChars} ? text.substring(0, ${messageChars}) : text; }

  static String tell(Throwable error) {
    try {
      Throwable told = error instanceof ExceptionInInitializerError && error.getCause() != null ? error.getCause() : error;
      String message = told.getMessage();
      return cut(told.getClass().getSimpleName() + (message == null ? "" : ": " + message));
    } catch (Throwable hidden) {
      return "an error that cannot be shown";
    }
  }

  static String quote(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') text.append('\\').append(c);
      else if (c >= ' ' && c < 127) text.append(c);
      else text.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
    }
    return text.append('"').toString();
  }
}
`;
