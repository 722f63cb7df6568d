import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Runs Java solutions: a JSON line {source, entry, calls} in, {results} or {error} out. */
class Runner {
    public static void main(String[] arguments) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, Object> reply = new LinkedHashMap<>();
            try {
                reply.put("results", answer((Map<?, ?>) new JsonReader(line).read()));
            } catch (InvocationTargetException error) {
                reply.put("error", String.valueOf(error.getCause()));
            } catch (Exception | LinkageError error) {
                reply.put("error", String.valueOf(error));
            }
            StringBuilder text = new StringBuilder();
            JsonWriter.write(reply, text);
            out.println(text);
        }
    }

    static List<Object> answer(Map<?, ?> job) throws Exception {
        Path folder = Files.createTempDirectory("java-solution");
        try {
            compile((String) job.get("source"), folder);
            try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
                Method entry = find((String) job.get("entry"), loader.loadClass("Solution"));
                List<Object> results = new ArrayList<>();
                for (Object call : (List<?>) job.get("calls")) {
                    results.add(call(entry, (List<?>) call));
                }
                return results;
            }
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
            }
        }
    }

    static void compile(String source, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Solution.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                };
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-d", folder.toString(), "-proc:none", "-nowarn");
        if (!compiler.getTask(messages, null, null, options, null, List.of(file)).call()) {
            throw new IllegalArgumentException(messages.toString());
        }
    }

    static Method find(String name, Class<?> holder) {
        for (Method method : holder.getDeclaredMethods()) {
            if (method.getName().equals(name) && !Modifier.isPrivate(method.getModifiers())) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new IllegalArgumentException("class Solution has no method " + name);
    }

    static Object call(Method entry, List<?> args) throws Exception {
        Type[] types = entry.getGenericParameterTypes();
        if (types.length != args.size()) {
            throw new IllegalArgumentException(entry + " got " + args.size() + " arguments");
        }
        Object[] converted = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            converted[i] = convert(args.get(i), types[i]);
        }
        Object holder = null;
        if (!Modifier.isStatic(entry.getModifiers())) {
            var constructor = entry.getDeclaringClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            holder = constructor.newInstance();
        }
        return entry.invoke(holder, converted);
    }

    /** A JSON value as the type that the solution declares. */
    static Object convert(Object value, Type type) {
        if (value == null) return null;
        if (type instanceof GenericArrayType array) {
            return toArray((List<?>) value, array.getGenericComponentType(), List.class);
        }
        if (type instanceof ParameterizedType generic) {
            Type item = generic.getActualTypeArguments()[0];
            List<Object> items = new ArrayList<>();
            for (Object each : (List<?>) value) items.add(convert(each, item));
            return items;
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isArray()) {
            if (value instanceof String text) return text.toCharArray();
            return toArray((List<?>) value, plain.getComponentType(), plain.getComponentType());
        }
        if (plain == int.class || plain == Integer.class) return exactInt((Double) value);
        if (plain == long.class || plain == Long.class) return ((Double) value).longValue();
        if (plain == char.class || plain == Character.class) return ((String) value).charAt(0);
        return value;
    }

    static Integer exactInt(Double value) {
        if (value.intValue() != value) throw new IllegalArgumentException(value + " is no int");
        return value.intValue();
    }

    static Object toArray(List<?> items, Type itemType, Class<?> itemClass) {
        Object array = Array.newInstance(itemClass, items.size());
        for (int i = 0; i < items.size(); i++) Array.set(array, i, convert(items.get(i), itemType));
        return array;
    }
}

/** Reads one JSON value; every number becomes a Double. */
class JsonReader {
    private final String text;
    private int at = 0;

    JsonReader(String text) {
        this.text = text;
    }

    Object read() {
        char first = peek();
        if (first == '{') return readObject();
        if (first == '[') return readArray();
        if (first == '"') return readString();
        int start = at;
        while (at < text.length() && ",]} ".indexOf(text.charAt(at)) < 0) at++;
        String word = text.substring(start, at);
        if (word.equals("null")) return null;
        if (word.equals("true") || word.equals("false")) return word.equals("true");
        return Double.valueOf(word);
    }

    private char peek() {
        while (text.charAt(at) == ' ') at++;
        return text.charAt(at);
    }

    private boolean endsWith(char close) {
        if (peek() == ',') at++;
        if (peek() != close) return false;
        at++;
        return true;
    }

    private Map<String, Object> readObject() {
        Map<String, Object> result = new LinkedHashMap<>();
        at++;
        while (!endsWith('}')) {
            peek();
            String key = readString();
            peek();
            at++;
            result.put(key, read());
        }
        return result;
    }

    private List<Object> readArray() {
        List<Object> result = new ArrayList<>();
        at++;
        while (!endsWith(']')) result.add(read());
        return result;
    }

    private String readString() {
        StringBuilder result = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) != '\\') {
                result.append(text.charAt(at));
                continue;
            }
            char escaped = text.charAt(++at);
            int plain = "bfnrt".indexOf(escaped);
            if (escaped == 'u') {
                result.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                result.append(plain < 0 ? escaped : "\b\f\n\r\t".charAt(plain));
            }
        }
        at++;
        return result.toString();
    }
}

/** Writes arrays, lists, maps, strings, numbers, booleans and null as JSON. */
class JsonWriter {
    static void write(Object value, StringBuilder out) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (var entry : map.entrySet()) {
                out.append(separator);
                quote(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> items) {
            List<Object> list = new ArrayList<>();
            for (Object item : items) list.add(item);
            writeArray(list.toArray(), out);
        } else if (value.getClass().isArray()) {
            writeArray(value, out);
        } else {
            quote(String.valueOf(value), out);
        }
    }

    private static void writeArray(Object array, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            if (i > 0) out.append(',');
            write(Array.get(array, i), out);
        }
        out.append(']');
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (char each : text.toCharArray()) {
            if (each == '"' || each == '\\') out.append('\\').append(each);
            else if (each < ' ') out.append(String.format("\\u%04x", (int) each));
            else out.append(each);
        }
        out.append('"');
    }
}
